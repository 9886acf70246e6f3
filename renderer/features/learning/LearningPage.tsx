import type { SettingsView } from '../../../shared/settings.ts';
import { PageFrame } from '../../components/PageFrame.tsx';
import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { PartSaveBar } from '../settingsPart/PartSaveBar.tsx';
import { WithSettings } from '../settingsPart/WithSettings.tsx';
import { AdjustmentsPanel } from './adjustments/AdjustmentsPanel.tsx';
import { SensitivityPanel } from './sensitivity/SensitivityPanel.tsx';
import { SeriesPanel } from './series/SeriesPanel.tsx';
import { QueriesPanel } from './settings/QueriesPanel.tsx';
import { TrendsPanel } from './settings/TrendsPanel.tsx';
import { WhatPanel } from './settings/WhatPanel.tsx';
import { useLearningEditor } from './useLearningEditor.ts';

/** What was learned to be usual, how readily what is not alerts, and what people’s feedback changed of it. */
export function LearningPage() {
  return (
    <PageFrame
      title="Learning"
      about={
        <>
          What is usual is learned from history; limits are set in <Link to={pathOf.rules}>Rules</Link> and{' '}
          <Link to={`${pathOf.setup}#detection`}>Setup → Detection</Link>.
        </>
      }
    >
      <WithSettings loading="Loading what is learned" heights={[420, 320]}>
        {(view) => <Editor view={view} />}
      </WithSettings>
    </PageFrame>
  );
}

function Editor({ view }: { view: SettingsView }) {
  const editor = useLearningEditor(view);
  return (
    <>
      <PanelBoundary what="The sensitivity">
        <SensitivityPanel editor={editor} />
      </PanelBoundary>
      <PanelBoundary what="The series">
        <SeriesPanel editor={editor} />
      </PanelBoundary>
      <AdjustmentsPanel />
      <WhatPanel editor={editor} />
      <QueriesPanel editor={editor} />
      <TrendsPanel editor={editor} />
      <PartSaveBar editor={editor} />
    </>
  );
}
