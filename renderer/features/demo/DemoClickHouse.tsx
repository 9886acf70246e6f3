import { Copy } from 'lucide-react';
import type { DemoState } from '../../../shared/demo.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useServices } from '../../services.tsx';
import styles from './DemoClickHouse.module.css';

const states: Record<DemoState['clickhouse'], string> = {
  starting: 'ClickHouse is starting',
  running: 'ClickHouse',
  restarting: 'ClickHouse died and is being restarted',
  stopped: 'ClickHouse has stopped',
};

/** The embedded ClickHouse: whether it runs, and where, for curl and other clients. */
export function DemoClickHouse({ demo }: { demo: DemoState }) {
  const { noticeStore, copyText } = useServices();
  const running = demo.clickhouse === 'running';
  const copy = async () => {
    const done = await copyText(demo.clickhouseUrl);
    noticeStore.show(
      done
        ? { tone: 'info', text: 'Address of the demo ClickHouse copied.' }
        : { tone: 'trouble', text: `The browser did not allow copying. The address is ${demo.clickhouseUrl}` },
    );
  };
  return (
    <span className={styles.clickhouse} data-state={demo.clickhouse}>
      <span role="status">{demo.message ?? states[demo.clickhouse]}</span>
      {running && <code className={styles.url}>{demo.clickhouseUrl}</code>}
      {running && (
        <IconButton
          className={styles.copy}
          label="Copy the address of the demo ClickHouse"
          icon={<Copy />}
          onClick={copy}
        />
      )}
    </span>
  );
}
