// The hand-written shapes of src/api/types.ts against those that the server publishes. Checked by the
// compiler (`npm run types`): a member that the server does not have, has with another type, or may
// leave out although the app counts on it, is named in the error.
import type * as hand from '../src/api/types';
import type * as rules from '../src/rules/rules';
import type { components } from '../src/api/schema';

type Made = components['schemas'];
// Lists of objects are compared by their own line below; a word list may be narrower than "string".
type Agree<A, B> = A extends readonly object[]
    ? B extends readonly unknown[] ? true : false
    : [A] extends [B] ? true : [B] extends [A] ? true : false;
type MayBeAbsent<T, K extends keyof T> = object extends Pick<T, K> ? true : false;
type CountsOn<H, M, K extends keyof H & keyof M> = MayBeAbsent<M, K> extends true ? (MayBeAbsent<H, K> extends true ? never : K) : never;
type Misfit<H, M> = {
    [K in keyof H]-?: K extends keyof M
        ? Agree<NonNullable<H[K]>, NonNullable<M[K]>> extends true ? CountsOn<H, M, K> : K
        : K;
}[keyof H];
type None<T extends never> = T;

export type Checked = [
    None<Misfit<rules.RulePackage, Made['rules.PackageView']>>,
    None<Misfit<rules.Parameter, Made['decision.ParameterSheet']>>,
    None<Misfit<rules.ParameterValue, Made['decision.ParameterValue']>>,
    None<Misfit<rules.DecisionForm, Made['decision.DecisionForm']>>,
    None<Misfit<rules.InputField, Made['decision.InputField']>>,
    None<Misfit<rules.RuleText, Made['rules.TextView']>>,
    None<Misfit<rules.RuleTextDetail, Made['rules.TextDetail']>>,
    None<Misfit<rules.Report, Made['rules.Report']>>,
    None<Misfit<rules.Finding, Made['decision.CheckFinding']>>,
    None<Misfit<rules.Replay, Made['rules.ReplayView']>>,
    None<Misfit<hand.Me, Made['identity.Me']>>,
    None<Misfit<hand.Grant, Made['identity.MyGrant']>>,
    None<Misfit<hand.GivenGrant, Made['identity.GrantView']>>,
    None<Misfit<hand.Registration, Made['identity.RegistrationView']>>,
    None<Misfit<hand.NewRegistration, Made['identity.NewRegistration']>>,
    None<Misfit<hand.Guardian, Made['identity.Guardian']>>,
    None<Misfit<hand.Consent, Made['identity.ConsentView']>>,
    None<Misfit<hand.SignedIn, Made['identity.SessionView']>>,
    None<Misfit<hand.Account, Made['identity.AccountView']>>,
    None<Misfit<hand.Role, Made['identity.RoleView']>>,
    None<Misfit<hand.Area, Made['area.Area']>>,
    None<Misfit<hand.Category, Made['place.Category']>>,
    None<Misfit<hand.ListingDetail, Made['place.ListingDetail']>>,
    None<Misfit<hand.Phone, Made['place.Phone']>>,
    None<Misfit<hand.Schedule, Made['place.OpeningTime']>>,
    None<Misfit<hand.Fee, Made['place.Fee']>>,
    None<Misfit<hand.ImportReport, Made['place.ImportReport']>>,
    None<Misfit<hand.ImportItem, Made['place.ImportItemView']>>,
    None<Misfit<hand.Fault, Made['place.ImportFault']>>,
    None<Misfit<hand.BoardSettings, Made['neighbourhood.KeptBoard']>>,
    None<Misfit<hand.BaseMap, Made['neighbourhood.BaseMap']>>,
    None<Misfit<hand.PublicKey, Made['neighbourhood.KeyView']>>,
    None<Misfit<hand.Notice, Made['notice.Notice']>>,
    None<Misfit<hand.JournalEntry, Made['journal.EntryView']>>,
];
