// Whether a listing is open, as far as the bundle allows to say: from its hours at any time; without
// hours, from the server's answer while that is fresh; temporarily closed always wins.
import type { BundlePayload, Listing } from '../api/types';
import { openState, type OpenState } from '../base/opening';

const ANSWER_HOLDS_MS = 15 * 60_000;

export function stateOf(l: Listing, p: Pick<BundlePayload, 'made_at'>, nowMs: number): OpenState & { shut?: boolean } {
    if (l.status === 'temporarily_closed') return { open: false, shut: true };
    if (l.schedules?.length) return openState(l.schedules, nowMs);
    if (l.open_now !== undefined && l.open_now !== null && Math.abs(nowMs - Date.parse(p.made_at)) < ANSWER_HOLDS_MS)
        return { open: l.open_now };
    return { open: undefined };
}
