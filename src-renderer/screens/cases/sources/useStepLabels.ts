import { useMessages } from '../../../app/messages.ts';

export function useStepLabels(): readonly string[] {
  const t = useMessages();
  return (['source', 'detection', 'options', 'run'] as const).map((step) => t(`import.step.${step}`));
}
