/** The fields of an account's person: what signs in, and what the forms print of a signer (法释〔2021〕1号 art. 80). */
import type { ReactNode } from 'react';
import type { MessageKey } from '../../../src-preload/contract/catalogue.ts';
import { useMessages } from '../../app/messages.ts';
import { FieldRow, SecretField, TextField } from './fields.tsx';
import type { Form } from './useForm.ts';

export const EMPTY_PERSON = {
  username: '',
  displayName: '',
  password: '',
  passwordAgain: '',
  staffNumber: '',
  idDocument: '',
  phone: '',
};
export type PersonValues = typeof EMPTY_PERSON;

export function passwordsAgree(values: {
  readonly password: string;
  readonly passwordAgain: string;
}): Readonly<Record<string, MessageKey>> {
  return values.password === values.passwordAgain ? {} : { passwordAgain: 'field.passwordsDiffer' };
}

export function PersonFields<V extends PersonValues>({ form }: { readonly form: Form<V> }): ReactNode {
  const t = useMessages();
  // The names are those of PersonValues, whatever else the form holds.
  const person = form as unknown as Form<PersonValues>;
  return (
    <>
      <FieldRow>
        <TextField
          form={person}
          name="username"
          label={t('account.username')}
          hint={t('account.username.hint')}
          required
          mono
        />
        <TextField form={person} name="displayName" label={t('account.displayName')} required />
      </FieldRow>
      <FieldRow>
        <SecretField
          form={person}
          name="password"
          label={t('password.label')}
          hint={t('password.hint')}
          required
          isNew
        />
        <SecretField form={person} name="passwordAgain" label={t('password.again')} required isNew />
      </FieldRow>
      <FieldRow>
        <TextField form={person} name="staffNumber" label={t('account.staffNumber')} />
        <TextField
          form={person}
          name="idDocument"
          label={t('account.idDocument')}
          hint={t('account.idDocument.hint')}
        />
        <TextField form={person} name="phone" label={t('account.phone')} />
      </FieldRow>
    </>
  );
}
