import { useMessages } from '../../app/messages.ts';

export function useStepLabels(): readonly string[] {
  const t = useMessages();
  return (['exhibit', 'source', 'target', 'plan', 'ceremony', 'run'] as const).map((step) => t(`acquire.step.${step}`));
}
