/**
 * A form over one call of the contract: checked by the same schema as at the door, errors beside their fields,
 * kept as a draft until it is sent. Secrets are kept only while the form is on the screen.
 */
import { useState } from 'react';
import type { MessageKey } from '../../../src-preload/contract/catalogue.ts';
import { type CallInput, type CallKey, type CallOutput, contract } from '../../../src-preload/contract/index.ts';
import { useDraft } from '../../app/drafts.ts';
import { call, type EngineError } from '../../app/engine.ts';
import { useAction } from '../../app/useCall.ts';

export interface Form<V extends object> {
  readonly values: V;
  readonly set: (part: Partial<V>) => void;
  readonly errorOf: (field: string) => MessageKey | null;
  readonly busy: boolean;
  readonly error: EngineError | null;
}

export interface CallForm<V extends object, T> extends Form<V> {
  /** Null when a field is wrong or the engine said no; both then stand in the form. */
  readonly submit: () => Promise<T | null>;
  /** Only whether the fields are right; what is wrong then stands beside them. */
  readonly check: () => boolean;
  readonly discard: () => void;
}

interface Options<K extends CallKey, V extends object> {
  readonly call: K;
  readonly draft: string;
  /** A module constant: the form starts over from it. */
  readonly initial: V;
  readonly secret?: readonly (keyof V)[];
  readonly toInput: (values: V) => CallInput<K>;
  /** Rules between fields that a schema of one call cannot say (the password typed twice). */
  readonly alsoCheck?: (values: V) => Readonly<Partial<Record<keyof V & string, MessageKey>>>;
}

type FieldErrors = Readonly<Record<string, MessageKey>>;

export function useForm<K extends CallKey, V extends object>(options: Options<K, V>): CallForm<V, CallOutput<K>> {
  const { initial, secret = [], toInput, alsoCheck } = options;
  const draft = useDraft<V>(options.draft, initial);
  const [secrets, setSecrets] = useState<Partial<V>>({});
  const [errors, setErrors] = useState<FieldErrors>({});
  const { run, busy, error, clear } = useAction((input: CallInput<K>) => call(options.call, input));
  const values: V = { ...draft.value, ...secrets };

  function set(part: Partial<V>): void {
    const isSecret = Object.keys(part).some((name) => secret.includes(name as keyof V));
    if (isSecret) setSecrets((last) => ({ ...last, ...part }));
    else draft.change(part);
    setErrors((last) => Object.fromEntries(Object.entries(last).filter(([name]) => !(name in part))));
  }

  function discard(): void {
    draft.reset();
    setSecrets({});
    setErrors({});
    clear();
  }

  function check(): boolean {
    const found = { ...fieldErrors(options.call, toInput(values)), ...alsoCheck?.(values) } as FieldErrors;
    setErrors(found);
    const firstWrong = Object.keys(found)[0];
    if (firstWrong !== undefined) document.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
    return firstWrong === undefined;
  }

  async function submit(): Promise<CallOutput<K> | null> {
    if (!check()) return null;
    const output = await run(toInput(values));
    if (output !== null) discard();
    return output;
  }

  return { values, set, errorOf: (field) => errors[field] ?? null, busy, error, submit, check, discard };
}

/** The last name on an issue's path is the field's name in the form. */
export function fieldErrors<K extends CallKey>(key: K, input: CallInput<K>): FieldErrors {
  const parsed = contract[key].input.safeParse(input);
  if (parsed.success) return {};
  const errors: Record<string, MessageKey> = {};
  for (const issue of parsed.error.issues) errors[String(issue.path.at(-1) ?? '')] ??= reasonOf(issue.code);
  return errors;
}

function reasonOf(code: string): MessageKey {
  if (code === 'too_small') return 'field.required';
  if (code === 'too_big') return 'field.tooLong';
  return 'field.badFormat';
}
