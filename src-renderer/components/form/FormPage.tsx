import type { ReactNode } from 'react';
import styles from './FormPage.module.css';

/** A form as the main thing of a screen: no wider than lines can be read. */
export function FormPage({
  onSubmit,
  children,
}: {
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
