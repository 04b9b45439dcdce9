-- Supervision looks at the clocks of an area that have not stopped.
CREATE INDEX legal_clock_by_area ON legal_clock (area_id, subject_kind, due_at) WHERE state <> 'stopped';
