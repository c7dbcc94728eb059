package dev.cistern.format.pprof;

/** The fields of profile.proto by message: number times 8 and wire type. */
final class Field {
  static final int SAMPLE_TYPE = 1 << 3 | Wire.BYTES;
  static final int SAMPLE = 2 << 3 | Wire.BYTES;
  static final int MAPPING = 3 << 3 | Wire.BYTES;
  static final int LOCATION = 4 << 3 | Wire.BYTES;
  static final int FUNCTION = 5 << 3 | Wire.BYTES;
  static final int STRING = 6 << 3 | Wire.BYTES;
  static final int DROP_FRAMES = 7 << 3 | Wire.VARINT;
  static final int KEEP_FRAMES = 8 << 3 | Wire.VARINT;
  static final int TIME_NANOS = 9 << 3 | Wire.VARINT;
  static final int DURATION_NANOS = 10 << 3 | Wire.VARINT;
  static final int PERIOD_TYPE = 11 << 3 | Wire.BYTES;
  static final int PERIOD = 12 << 3 | Wire.VARINT;
  static final int COMMENT = 13 << 3 | Wire.VARINT;
  static final int COMMENTS = 13 << 3 | Wire.BYTES;
  static final int DEFAULT_SAMPLE_TYPE = 14 << 3 | Wire.VARINT;
  static final int DOC_URL = 15 << 3 | Wire.VARINT;

  static final int TYPE_TYPE = 1 << 3 | Wire.VARINT;
  static final int TYPE_UNIT = 2 << 3 | Wire.VARINT;

  static final int SAMPLE_LOCATION = 1 << 3 | Wire.VARINT;
  static final int SAMPLE_LOCATIONS = 1 << 3 | Wire.BYTES;
  static final int SAMPLE_VALUE = 2 << 3 | Wire.VARINT;
  static final int SAMPLE_VALUES = 2 << 3 | Wire.BYTES;
  static final int SAMPLE_LABEL = 3 << 3 | Wire.BYTES;

  static final int LABEL_KEY = 1 << 3 | Wire.VARINT;
  static final int LABEL_TEXT = 2 << 3 | Wire.VARINT;
  static final int LABEL_NUMBER = 3 << 3 | Wire.VARINT;
  static final int LABEL_UNIT = 4 << 3 | Wire.VARINT;

  static final int MAPPING_FILE = 5 << 3 | Wire.VARINT;
  static final int MAPPING_BUILD_ID = 6 << 3 | Wire.VARINT;

  /** Of a mapping, a location and a function alike. */
  static final int ID = 1 << 3 | Wire.VARINT;

  static final int LOCATION_MAPPING = 2 << 3 | Wire.VARINT;
  static final int LOCATION_ADDRESS = 3 << 3 | Wire.VARINT;
  static final int LOCATION_LINE = 4 << 3 | Wire.BYTES;

  static final int LINE_FUNCTION = 1 << 3 | Wire.VARINT;
  static final int LINE_NUMBER = 2 << 3 | Wire.VARINT;

  static final int FUNCTION_NAME = 2 << 3 | Wire.VARINT;
  static final int FUNCTION_SYSTEM_NAME = 3 << 3 | Wire.VARINT;
  static final int FUNCTION_FILE = 4 << 3 | Wire.VARINT;

  private Field() {}
}
