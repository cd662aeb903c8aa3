/** The frame of every screen: title and acts above, content in the middle, an inspector beside it where one is open. */
import { type ReactNode, useEffect, useRef } from 'react';
import styles from './Screen.module.css';

interface Props {
  readonly title: string;
  /** One line under the title: what this is, or its state. */
  readonly lead?: ReactNode;
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  readonly inspector?: ReactNode;
  /** A table fills the height and scrolls by itself; anything else scrolls as a page. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

export function Screen({ title, lead, back, actions, inspector, fill = false, children }: Props): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A screen reader hears where it is after each change of screen; nothing is stolen from an open field.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={styles.screen}>
      <div className={styles.content} data-fill={fill || undefined}>
        <header className={styles.header}>
          <div className={styles.titles}>
            {back}
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            {lead !== undefined && <div className={styles.lead}>{lead}</div>}
          </div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </header>
        {children}
      </div>
      {inspector}
    </div>
  );
}

/** A titled block of a page. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles.section}>
      <header className={styles.sectionHeader}>
        <h2>{title}</h2>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
