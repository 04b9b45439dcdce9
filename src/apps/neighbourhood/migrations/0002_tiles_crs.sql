-- In which coordinate system the operator's map tiles are cut: wgs84 or gcj02.
ALTER TABLE board ADD COLUMN tiles_crs TEXT NOT NULL DEFAULT 'wgs84';
CREATE INDEX board_with_tiles ON board (tiles_url, code);
