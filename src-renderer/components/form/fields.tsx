/** Fields of a form: the norm's name above, what it is for and by which rule below, what is wrong with it beside. */
import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import styles from './fields.module.css';
import { SecretInput } from './SecretInput.tsx';
import type { Form } from './useForm.ts';

type TextNames<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V] & string;

interface FieldProps<V extends object> {
  readonly form: Form<V>;
  readonly name: TextNames<V>;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
}

function useField<V extends object>({ form, name, label, hint, required, autoFocus }: FieldProps<V>) {
  const t = useMessages();
  const error = form.errorOf(name);
  return {
    name,
    label,
    description: hint,
    withAsterisk: required ?? false,
    error: error && t(error),
    value: form.values[name] as string,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      form.set({ [name]: event.currentTarget.value } as unknown as Partial<V>),
    ...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {}),
  };
}

export function TextField<V extends object>(props: FieldProps<V> & { readonly mono?: boolean }): ReactNode {
  return (
    <TextInput
      {...useField(props)}
      autoComplete="off"
      spellCheck={false}
      {...(props.mono ? { classNames: { input: 'mono' } } : {})}
    />
  );
}

export function LongTextField<V extends object>(props: FieldProps<V>): ReactNode {
  return <Textarea {...useField(props)} />;
}

export function SecretField<V extends object>(props: FieldProps<V> & { readonly isNew?: boolean }): ReactNode {
  return <SecretInput {...useField(props)} autoComplete={props.isNew ? 'new-password' : 'off'} />;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

export function ChoiceField<V extends object, T extends string>(
  props: FieldProps<V> & { readonly choices: readonly Choice<T>[] },
): ReactNode {
  return <NativeSelect {...useField(props)} data={[...props.choices]} />;
}

/** Fields side by side, as many as fit. */
export function FieldRow({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.row}>{children}</div>;
}

/** Fields under one heading. */
export function FieldGroup({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <fieldset className={styles.group}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

export function FormActions({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.actions}>{children}</div>;
}
