import { useMemo, useRef, useState } from 'react';
import { ChartCanvas } from '../../charts/ChartCanvas.tsx';
import { pieOption } from '../../charts/pieOption.ts';
import { useChartTheme } from '../../charts/useChartTheme.ts';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { type Share, ShareList } from './ShareList.tsx';
import styles from './SharePanel.module.css';

interface SharePanelProps {
  title: string;
  /** Null while they are being fetched. */
  shares: readonly Share[] | null;
  /** Radius of the hole as a share of the whole. */
  hole: number;
  onFollow(path: string): void;
}

/** Parts of the alerts of 24 h: a picture, and beside it the same as a list of links with counts. */
export function SharePanel({ title, shares, hole, onFollow }: SharePanelProps) {
  const box = useRef<HTMLDivElement>(null);
  const theme = useChartTheme(box);
  const format = useValueFormat();
  const total = shares?.reduce((sum, share) => sum + share.count, 0) ?? 0;
  const filtered = shares?.some((share) => share.selected) ?? false;

  const option = useMemo(() => {
    if (!theme || !shares || total === 0) return null;
    const slices = shares
      .filter((share) => share.count > 0)
      .map((share) => ({
        id: share.id,
        value: share.count,
        colour: share.colour(theme),
        dimmed: filtered && !share.selected,
      }));
    return pieOption({ slices, theme, hole });
  }, [theme, shares, total, filtered, hole]);

  const [pointedAt, setPointedAt] = useState<string | null>(null);
  const pointed = shares?.find(({ id }) => id === pointedAt);
  const nameOf = (params: unknown) => (params as { name?: string }).name ?? null;
  const on = {
    click: (params: unknown) => {
      const share = shares?.find(({ id }) => id === nameOf(params));
      if (share) onFollow(share.to);
    },
    mouseover: (params: unknown) => setPointedAt(nameOf(params)),
    mouseout: () => setPointedAt(null),
  };
  const hint = pointed ? `${Math.round((pointed.count / total) * 100)} % of ${format.count(total)}` : '24 h';

  return (
    <Panel title={title} hint={hint} className={styles.panel}>
      <div ref={box} className={styles.share}>
        <div className={styles.picture}>
          {shares === null && <Skeleton width="100%" height="100%" round />}
          {shares !== null && total === 0 && <div className={styles.ring} data-hole={hole > 0 || undefined} />}
          {total > 0 && <ChartCanvas className={styles.chart} option={option} on={on} />}
          {total > 0 && hole > 0 && (
            <span className={styles.total} aria-hidden="true">
              {format.count(total)}
            </span>
          )}
        </div>
        {shares === null ? (
          <div className={styles.list}>
            {['80%', '64%', '72%', '48%'].map((width) => (
              <Skeleton key={width} width={width} height="14px" />
            ))}
          </div>
        ) : (
          <ShareList title={title} shares={shares} filtered={filtered} pointedAt={pointedAt} />
        )}
      </div>
    </Panel>
  );
}
