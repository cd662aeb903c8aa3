import { useMessages } from '../../app/messages.ts';

export function useStepLabels(): readonly string[] {
  const t = useMessages();
  return (['content', 'handOver', 'plan', 'ceremony', 'halves', 'run'] as const).map((step) =>
    t(`export.step.${step}`),
  );
}
