import { TriangleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import { PartNotLoaded } from './lazyPart.ts';
import styles from './PanelBoundary.module.css';

interface PanelBoundaryProps {
  /** What is inside, as in "The timeline could not be drawn". */
  what: string;
  children: ReactNode;
}

/**
 * Keeps a fault inside one panel: the others stay, and this one says so and can be tried again. Code that did not come
 * comes only with the whole page, since a browser may keep it as failed.
 */
export class PanelBoundary extends Component<PanelBoundaryProps, { failed: 'loading' | 'drawing' | null }> {
  override state = { failed: null };

  static getDerivedStateFromError(error: unknown) {
    return { failed: error instanceof PartNotLoaded ? 'loading' : 'drawing' };
  }

  override render() {
    if (this.state.failed === null) return this.props.children;
    const loading = this.state.failed === 'loading';
    return (
      <div className={styles.failed} role="alert">
        <TriangleAlert aria-hidden="true" />
        <p>
          {this.props.what} could not be {loading ? 'loaded' : 'drawn'}. The rest of the page goes on
          {loading ? '.' : ' and alerts are still being checked.'}
        </p>
        <Button size="small" onClick={() => (loading ? window.location.reload() : this.setState({ failed: null }))}>
          {loading ? 'Reload' : 'Try again'}
        </Button>
      </div>
    );
  }
}
