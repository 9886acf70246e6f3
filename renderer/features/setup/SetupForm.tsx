import type { FormEvent, ReactNode } from 'react';
import type { SettingsView } from '../../../shared/settings.ts';
import { Panel } from '../../components/Panel.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLive, useServices } from '../../services.tsx';
import { AboutPanel } from './AboutPanel.tsx';
import { AppearancePanel } from './AppearancePanel.tsx';
import { ConnectionPanel } from './ConnectionPanel.tsx';
import { BotSecrets, MailSecret, PagerDutySecret } from './DeliverySecrets.tsx';
import { DesktopPanel } from './DesktopPanel.tsx';
import { botFields, mailFields } from './deliveryFields.ts';
import { FieldList } from './FieldList.tsx';
import { LimitsTable } from './LimitsTable.tsx';
import { PopUpsPanel } from './PopUpsPanel.tsx';
import { SaveBar } from './SaveBar.tsx';
import { SecretsPanel } from './SecretsPanel.tsx';
import { type SectionId, SectionNav } from './SectionNav.tsx';
import styles from './SetupPage.module.css';
import { SignalPanels } from './SignalPanels.tsx';
import { SlackWebhooks } from './SlackWebhooks.tsx';
import { savedWords } from './savedWords.ts';
import { boardFields, cycleFields, engineFields, notificationFields } from './settingFields.ts';
import { TryDetection } from './TryDetection.tsx';
import { useHostView } from './useHostView.ts';
import { useSettingsForm } from './useSettingsForm.ts';

/** Everything that can be set, with its default, its effect and where its value comes from. */
export function SetupForm({ view }: { view: SettingsView }) {
  const { noticeStore } = useServices();
  const host = useHostView();
  const demo = useLive((state) => state.health?.demo === true);
  const form = useSettingsForm({
    view,
    onSaved: (renewed, changed) =>
      noticeStore.show({ tone: 'info', text: savedWords(changed, demo, renewed.settings.connection.url) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.save();
  };

  return (
    <div className={styles.columns}>
      <SectionNav host={host} />
      <form className={styles.form} onSubmit={submit} noValidate>
        <Section id="connection">
          <ConnectionPanel form={form} />
        </Section>
        <Section id="checks">
          <Panel title="Checks">
            <FieldList fields={cycleFields} form={form} />
          </Panel>
        </Section>
        <Section id="detection">
          <Panel title="Detection">
            <FieldList fields={engineFields} form={form} />
            <h3 className={styles.group}>Limits</h3>
            <p className={styles.explanation}>
              An alert gets the worst severity whose limit is passed; exactly the limit is not past it. Empty: that
              severity is never given.
            </p>
            <LimitsTable form={form} />
            <TryDetection form={form} />
          </Panel>
        </Section>
        <Section id="rules">
          <Panel title="Rules">
            <p className={styles.explanation}>
              Limits of metrics, and rules of your own over any metric or SQL query:{' '}
              <Link to={pathOf.rules}>Rules</Link>
            </p>
          </Panel>
        </Section>
        <Section id="learning">
          <Panel title="Learning">
            <p className={styles.explanation}>
              What is usual is learned from history: how readily that alerts, on which series, and what people’s
              feedback changed: <Link to={pathOf.learning}>Learning</Link>
            </p>
          </Panel>
        </Section>
        <Section id="signals">
          <SignalPanels form={form} view={view} />
        </Section>
        <Section id="pop-ups">
          <PopUpsPanel form={form} host={host} />
        </Section>
        <Section id="slack">
          <Panel title="Slack" hint={<Link to={pathOf.delivery}>who is told of what</Link>}>
            <FieldList fields={notificationFields} form={form} />
            <h3 className={styles.group}>Webhooks</h3>
            <SlackWebhooks view={view} />
            <h3 className={styles.group}>Bot</h3>
            <p className={styles.explanation}>
              A bot brings its message up to date when somebody takes an alert, and answers in its thread. With an app
              token its button says who has it, without any public address.
            </p>
            <BotSecrets view={view} />
            <FieldList fields={botFields} form={form} />
          </Panel>
        </Section>
        <Section id="pagerduty">
          <Panel title="PagerDuty" hint="critical alerts">
            <PagerDutySecret view={view} />
          </Panel>
        </Section>
        <Section id="mail">
          <Panel title="E-mail">
            <FieldList fields={mailFields} form={form} />
            <MailSecret view={view} />
          </Panel>
        </Section>
        <Section id="limits">
          <Panel title="Not nagging">
            <p className={styles.explanation}>
              How many messages a receiver gets, how often who has an alert is reminded, and who is told when nobody
              takes it: <Link to={`${pathOf.delivery}?tab=rules`}>Delivery → Policies</Link>
            </p>
          </Panel>
        </Section>
        {host?.kind === 'desktop' && (
          <Section id="desktop">
            <DesktopPanel form={form} host={host} />
          </Section>
        )}
        <Section id="secrets">
          <SecretsPanel backend={view.secretBackend} />
        </Section>
        <Section id="appearance">
          <Panel title="Links and amounts">
            <FieldList fields={boardFields} form={form} />
          </Panel>
          <AppearancePanel />
        </Section>
        <Section id="about">
          <AboutPanel dataFolder={view.dataFolder} host={host} />
        </Section>
        <SaveBar
          changed={form.changed}
          problems={form.problems}
          busy={form.saving}
          failure={form.failure}
          onDiscard={form.discard}
        />
      </form>
    </div>
  );
}

/** A place that an address with `#` leads to. */
function Section({ id, children }: { id: SectionId; children: ReactNode }) {
  return (
    <div id={id} className={styles.section}>
      {children}
    </div>
  );
}
