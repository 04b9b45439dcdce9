// States, lights and remaining time in words; colour only underlines them.
import { useI18n } from 'vue-i18n';
import { dateText } from '../../base/format';
import type { Lang } from '../../base/prefs';
import type { Unit } from '../services/api';
import type { Case, CaseLine, Clock } from './api';
import { resultLines } from './result';

export interface Tag {
    kind: '' | 'good' | 'warn' | 'bad';
    icon: string;
    words: string;
}

export function useCaseWords() {
    const { t, te, locale } = useI18n();
    const amount = (n: number, unit: Unit) => t(`unit.${unit}_${n === 1 ? 'one' : 'many'}`, { n });
    const day = (iso: string | null | undefined) => dateText(iso, locale.value);

    function state(c: CaseLine): Tag {
        if (c.state === 'ended' && c.ended_how === 'withdrawn') return { kind: '', icon: 'back', words: t('case.is_withdrawn') };
        if (c.state === 'ended' && c.ended_how === 'not_accepted') return { kind: 'bad', icon: 'close', words: t('case.is_not_accepted') };
        if (c.outcome === 'refused') return { kind: 'bad', icon: 'close', words: t('case.is_refused') };
        if (c.outcome === 'approved') return { kind: 'good', icon: 'check', words: t('case.is_approved') };
        if (c.state === 'correcting') return { kind: 'warn', icon: 'alert', words: t('case.is_correcting') };
        if (c.state === 'draft') return { kind: '', icon: 'list', words: t('case.is_draft') };
        if (c.state === 'ended') return { kind: '', icon: 'check', words: t('case.is_ended') };
        return { kind: '', icon: 'clock', words: t(`case.is_${c.state}`) };
    }
    // "还有 6 个工作日，12月3日前办结"; after the end how long it took.
    function remaining(clock: Clock, over: boolean): Tag {
        if (over) return { kind: '', icon: 'clock', words: clock.used === 0 && clock.unit === 'working_days' ? t('clock.same_day') : t('clock.took', { used: amount(clock.used, clock.unit) }) };
        if (clock.light === 'stopped' || clock.paused) return { kind: 'warn', icon: 'pause', words: t('clock.paused', { left: amount(Math.max(0, clock.amount - clock.used), clock.unit) }) };
        if (clock.light === 'red') return { kind: 'bad', icon: 'alert', words: t('clock.over', { on: day(clock.due_at) }) };
        const left = Math.max(0, clock.amount - clock.used);
        const words = left === 0 ? t('clock.today', { on: day(clock.due_at) }) : t('clock.left', { left: amount(left, clock.unit) });
        return clock.light === 'amber' ? { kind: 'warn', icon: 'clock', words } : { kind: 'good', icon: 'clock', words };
    }
    // Of a line of the list, which knows the date and the light only.
    function due(c: CaseLine): Tag | undefined {
        if (!c.due_at || isOver(c)) return undefined;
        if (c.state === 'received') return { kind: '', icon: 'clock', words: t('clock.answer_by', { on: day(c.due_at) }) };
        if (c.state !== 'accepted') return undefined;
        if (c.light === 'stopped') return { kind: 'warn', icon: 'pause', words: t('clock.stopped') };
        if (c.light === 'red') return { kind: 'bad', icon: 'alert', words: t('clock.over', { on: day(c.due_at) }) };
        return { kind: c.light === 'amber' ? 'warn' : 'good', icon: 'clock', words: t('clock.due', { on: day(c.due_at) }) };
    }
    const results = (c: Case) => resultLines(c.decision?.result, c.form, locale.value as Lang, (key) => (te(`line.${key}`) ? t(`line.${key}`) : undefined));
    return { amount, day, state, remaining, due, results };
}
export const isOver = (c: CaseLine) => c.state === 'decided' || c.state === 'ended';
