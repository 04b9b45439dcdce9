// Terms and fees as people read them.
import { useI18n } from 'vue-i18n';
import { named, yuanText } from '../../base/format';
import type { ServiceLine } from './api';

export function useServiceWords() {
    const { t, locale } = useI18n();
    const term = (s: ServiceLine) => (s.immediate ? t('service.while_you_wait') : t('service.within', { term: named(s.term_zh, s.term_en, locale.value) }));
    const fee = (s: ServiceLine) => named(s.fee_zh, s.fee_en, locale.value) || (s.fee_fen === 0 ? t('service.free') : yuanText(s.fee_fen));
    return { term, fee };
}
