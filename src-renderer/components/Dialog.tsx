/** A dialog over the screen: named, Esc closes it and gives the focus back. */
import { Modal } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useMessages } from '../app/messages.ts';
import styles from './Dialog.module.css';

interface Props {
  readonly title: string;
  /** Pixels wide. */
  readonly width?: number;
  readonly onClose: () => void;
  /** False where it may only be left by the button inside: something in it is shown once. */
  readonly closable?: boolean;
  /** A click beside it closes it; not where much was typed. */
  readonly closeOutside?: boolean;
  /** The title is there for a screen reader alone. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

export function Dialog(props: Props): ReactNode {
  const { title, width = 620, onClose, closable = true, closeOutside = true, bare = false, children } = props;
  const t = useMessages();
  const [openedFrom] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (openedFrom instanceof HTMLElement && openedFrom.isConnected) openedFrom.focus();
    },
    [openedFrom],
  );
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={width}
      closeOnEscape={closable}
      closeOnClickOutside={closable && closeOutside}
      centered={!bare}
      lockScroll={false}
      // Given back on leaving, below: a dialog here is taken away, not closed.
      returnFocus={false}
      padding={0}
      transitionProps={{ duration: 100 }}
    >
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content>
        <div className={bare ? 'visually-hidden' : styles.header}>
          <Modal.Title>{title}</Modal.Title>
          {closable && !bare && <Modal.CloseButton size={28} aria-label={t('action.close')} />}
        </div>
        <div className={bare ? undefined : styles.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
}
