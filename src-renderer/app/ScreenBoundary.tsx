/** A fault of one screen stays on that screen: the rail and the lock keep working, and the fault is shown. */
import { Component, type ReactNode } from 'react';
import { ErrorMessage } from '../components/Message.tsx';
import { asEngineError, type EngineError } from './engine.ts';
import styles from './ScreenBoundary.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: EngineError | null;
}

export class ScreenBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return { error: asEngineError(thrown) };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <div className={styles.fault}>
        <ErrorMessage error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
