import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './PanelBoundary.module.css';

interface PanelBoundaryProps {
  /** What is inside, as in "The timeline could not be drawn". */
  what: string;
  children: ReactNode;
}

/** Keeps a fault inside one panel: the others stay, and this one says so and can be tried again. */
export class PanelBoundary extends Component<PanelBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div className={styles.failed} role="alert">
        <TriangleAlert aria-hidden="true" />
        <p>{this.props.what} could not be drawn. The rest of the page goes on and alerts are still being checked.</p>
        <Button size="small" onClick={() => this.setState({ failed: false })}>
          Try again
        </Button>
      </div>
    );
  }
}
