import type { SettingsView } from '../../../shared/settings.ts';
import { PageFrame } from '../../components/PageFrame.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { PartSaveBar } from '../settingsPart/PartSaveBar.tsx';
import { WithSettings } from '../settingsPart/WithSettings.tsx';
import { LimitsPanel } from './limits/LimitsPanel.tsx';
import { OwnRulesPanel } from './own/OwnRulesPanel.tsx';
import { useRulesEditor } from './useRulesEditor.ts';

/** What counts as wrong in metrics and in the answers to queries. */
export function RulesPage() {
  return (
    <PageFrame
      title="Rules"
      width="form"
      about={
        <>
          Over metrics and SQL. What the engine finds in events is set in{' '}
          <Link to={`${pathOf.setup}#detection`}>Setup → Detection</Link>, and what is unusual without any limit in{' '}
          <Link to={pathOf.learning}>Learning</Link>.
        </>
      }
    >
      <WithSettings loading="Loading the rules" heights={[420, 140]}>
        {(view) => <Editor view={view} />}
      </WithSettings>
    </PageFrame>
  );
}

function Editor({ view }: { view: SettingsView }) {
  const editor = useRulesEditor(view);
  return (
    <>
      <LimitsPanel editor={editor} />
      <OwnRulesPanel editor={editor} />
      <PartSaveBar editor={editor} />
    </>
  );
}
