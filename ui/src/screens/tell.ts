// What is told once, when a vault has opened: how it was found, and what waits in Settings.
// Acting on it is Settings' business.
import { api } from "../api";
import { plural } from "../format";
import { say } from "../toasts.svelte";

/** Says what there is to say; each of it stays in Settings afterwards. */
export async function tellOnce(): Promise<void> {
  const [notices, second, review, settings, backups, session] = await Promise.all([
    api.vaultNotices(), api.secondFolder(), api.retentionReview(), api.settings(), api.backups(), api.session(),
  ]);
  for (const notice of notices) {
    if (notice.kind === "unclean_stop") say("The vault was not locked the last time. Everything in it was checked and holds");
    else say(`${plural(notice.files.length, "doubled file")} in the vault’s folder: two computers wrote at once. Open a backup to compare`);
  }
  if (second?.is_overdue) say("The second folder for backups was out of reach for 14 days. See Settings");
  if (review.is_due && review.past.length) say("The monthly review is due: Settings, How long things are kept");
  if (backups.length > 0 && !settings.drilled && !settings.drill_asked) {
    say("Try a restore once, before you need it: Settings, Backups");
    await api.editSettings({ ...settings, drill_asked: session.today });
  }
}
