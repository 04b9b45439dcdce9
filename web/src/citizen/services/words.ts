// Terms, fees and channels as people read them.
import { useI18n } from 'vue-i18n';
import { yuanText } from '../../base/format';
import type { Service, ServiceLine, Term } from './api';

export function useServiceWords() {
    const { t, locale } = useI18n();
    const term = (x: Term) => t(`unit.${x.unit}_${x.amount === 1 ? 'one' : 'many'}`, { n: x.amount });
    const feeOf = (fen: number, zh?: string, en?: string) => (fen === 0 ? t('service.free') : (locale.value === 'en' ? en || zh : zh || en) || yuanText(fen));
    const fee = (s: ServiceLine | Service) => ('fee' in s ? feeOf(s.fee.amount_fen, s.fee.zh, s.fee.en) : feeOf(s.fee_fen, s.fee_zh, s.fee_en));
    const channel = (c: string) => t(`channel.${c}`);
    return { term, fee, channel };
}
