/** Whoever signs proves again who they are: password and a new one-time code. Neither is kept. */
import type { ReactNode } from 'react';
import { useMessages } from '../../app/messages.ts';
import { useSession } from '../../app/session.ts';
import { CodeField } from '../../components/form/CodeField.tsx';
import { FieldGroup, FieldRow, SecretField } from '../../components/form/fields.tsx';
import type { Form } from '../../components/form/useForm.ts';

export const UNSIGNED = { password: '', code: '' };
export const SECRETS = ['password', 'code'] as const;
export type Signing = typeof UNSIGNED;

export function SignFields<V extends Signing>({ form }: { readonly form: Form<V> }): ReactNode {
  const t = useMessages();
  const { displayName } = useSession();
  // The names are those of Signing, whatever else the form holds.
  const signing = form as unknown as Form<Signing>;
  const codeError = signing.errorOf('code');
  return (
    <FieldGroup title={t('request.sign', { name: displayName })}>
      <FieldRow>
        <SecretField form={signing} name="password" label={t('password.label')} required />
        <CodeField
          value={signing.values.code}
          onChange={(code) => signing.set({ code })}
          error={codeError && t(codeError)}
        />
      </FieldRow>
    </FieldGroup>
  );
}
