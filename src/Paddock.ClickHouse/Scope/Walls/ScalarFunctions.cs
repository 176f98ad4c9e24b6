namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>
/// The scalar functions of a project's query. What is on the list computes its answer from its arguments alone. Left out on purpose: whatever reads a
/// file, a dictionary, a table, a setting or the server's state; whatever takes a function's name or a type's name as text; what shows how rows lie in
/// blocks and dictionaries (rowNumberInAllBlocks, runningDifference, lowCardinalityIndices), for blocks are shared with other projects; what waits; and what takes
/// the product of two lengths to compute (hasAny, editDistance), for within one function no time limit is looked at.
/// </summary>
internal static class ScalarFunctions
{
    public const string Operators = """
        and or not xor if multiIf caseWithExpression caseWithoutExpression coalesce ifNull nullIf isNull isNotNull isZeroOrNull assumeNotNull toNullable
        equals notEquals less greater lessOrEquals greaterOrEquals isDistinctFrom isNotDistinctFrom in notIn exists like notLike ilike notILike
        plus minus multiply divide intDiv intDivOrZero intDivOrNull divideOrNull modulo moduloOrZero moduloOrNull positiveModulo negate abs
        divideDecimal multiplyDecimal gcd lcm max2 min2 avg2 midpoint mod greatest least clamp tuple array map lambda arrayElement arrayElementOrNull
        tupleElement concat grouping identity materialize
        """;

    public const string Numbers = """
        floor ceil ceiling round roundBankers roundDown roundToExp2 roundAge roundDuration trunc truncate sign sqrt cbrt sqr pow power exp exp2 exp10
        log ln log2 log10 log1p intExp2 intExp10 sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh hypot degrees radians pi e sigmoid
        erf erfc lgamma tgamma factorial isFinite isInfinite isNaN ifNotFinite widthBucket width_bucket proportionsZTest
        bitAnd bitOr bitXor bitNot bitShiftLeft bitShiftRight bitRotateLeft bitRotateRight bitTest bitTestAll bitTestAny bitCount bitHammingDistance
        rand rand32 rand64 randUniform randNormal randCanonical generateUUIDv4 generateUUIDv7 bar
        formatReadableSize formatReadableDecimalSize formatReadableQuantity formatReadableTimeDelta parseReadableSize parseTimeDelta countDigits
        greatCircleDistance geoDistance minSampleSizeConversion minSampleSizeContinuous
        """;

    public const string Times = """
        now now64 today yesterday current_date curdate current_timestamp UTCTimestamp date timestamp
        toYear toQuarter toMonth toDayOfYear toDayOfMonth toDayOfWeek toHour toMinute toSecond toMillisecond toMicrosecond toNanosecond
        year quarter month week day hour minute second dayOfMonth dayOfWeek dayOfYear toWeek toYearWeek toISOWeek toISOYear toMonday toDaysInMonth
        toStartOfYear toStartOfISOYear toStartOfQuarter toStartOfMonth toStartOfWeek toStartOfDay toStartOfHour toStartOfMinute toStartOfSecond
        toStartOfMillisecond toStartOfFiveMinutes toStartOfFiveMinute toStartOfTenMinutes toStartOfFifteenMinutes toStartOfInterval time_bucket date_bin
        toLastDayOfMonth toLastDayOfWeek last_day toYYYYMM toYYYYMMDD toYYYYMMDDhhmmss toUnixTimestamp toTimezone timezoneOf timezoneOffset toUTCTimestamp
        fromUTCTimestamp dateDiff date_diff timeDiff timestamp_diff age dateTrunc date_trunc dateName monthName date_format formatDateTime
        formatDateTimeInJodaSyntax fromUnixTimestamp from_unixtime fromUnixTimestamp64Second fromUnixTimestamp64Milli fromUnixTimestamp64Micro
        fromUnixTimestamp64Nano toUnixTimestamp64Second toUnixTimestamp64Milli toUnixTimestamp64Micro toUnixTimestamp64Nano
        addYears addQuarters addMonths addWeeks addDays addHours addMinutes addSeconds addMilliseconds addMicroseconds addNanoseconds addInterval addDate
        subtractYears subtractQuarters subtractMonths subtractWeeks subtractDays subtractHours subtractMinutes subtractSeconds subtractMilliseconds
        subtractMicroseconds subtractNanoseconds subtractInterval subDate date_add date_sub timestamp_add timestamp_sub dateAdd dateSub timestampAdd
        timestampSub makeDate makeDate32 makeDateTime makeDateTime64 timeSlot timeSlots toRelativeDayNum toRelativeHourNum toRelativeMinuteNum
        toRelativeMonthNum toRelativeSecondNum toRelativeWeekNum toRelativeYearNum toMonthNumSinceEpoch toYearNumSinceEpoch
        toIntervalNanosecond toIntervalMicrosecond toIntervalMillisecond toIntervalSecond toIntervalMinute toIntervalHour toIntervalDay toIntervalWeek
        toIntervalMonth toIntervalQuarter toIntervalYear tumble tumbleStart tumbleEnd hop hopStart hopEnd
        """;

    public const string Conversions = """
        CAST accurateCast accurateCastOrNull accurateCastOrDefault toTypeName toString toStringCutToZero toFixedString toBool toUUID toUUIDOrNull toUUIDOrZero
        toInt8 toInt16 toInt32 toInt64 toInt128 toInt256 toUInt8 toUInt16 toUInt32 toUInt64 toUInt128 toUInt256 toFloat32 toFloat64
        toInt8OrZero toInt16OrZero toInt32OrZero toInt64OrZero toUInt8OrZero toUInt16OrZero toUInt32OrZero toUInt64OrZero toFloat32OrZero toFloat64OrZero
        toInt8OrNull toInt16OrNull toInt32OrNull toInt64OrNull toUInt8OrNull toUInt16OrNull toUInt32OrNull toUInt64OrNull toFloat32OrNull toFloat64OrNull
        toInt32OrDefault toInt64OrDefault toUInt32OrDefault toUInt64OrDefault toFloat64OrDefault toDecimal32 toDecimal64 toDecimal128 toDecimal64OrNull
        toDecimal64OrZero toDecimalString toDate toDate32 toDateOrNull toDateOrZero toDateTime toDateTime32 toDateTimeOrNull toDateTimeOrZero toDateTime64
        toDateTime64OrNull toDateTime64OrZero parseDateTime parseDateTimeOrNull parseDateTimeOrZero parseDateTimeBestEffort parseDateTimeBestEffortOrNull
        parseDateTimeBestEffortOrZero parseDateTime64BestEffort parseDateTime64BestEffortOrNull parseDateTime64BestEffortOrZero toLowCardinality
        reinterpretAsUInt8 reinterpretAsUInt16 reinterpretAsUInt32 reinterpretAsUInt64 reinterpretAsInt32 reinterpretAsInt64 reinterpretAsString
        """;

    public const string Texts = """
        length lengthUTF8 char_length character_length octet_length empty notEmpty lower upper lcase ucase lowerUTF8 upperUTF8 initcap initcapUTF8
        reverse reverseUTF8 repeat space substring substr mid substringUTF8 substringIndex left right leftUTF8 rightUTF8 leftPad rightPad lpad rpad
        leftPadUTF8 rightPadUTF8 trim trimLeft trimRight trimBoth ltrim rtrim concatWithSeparator concat_ws format ascii char
        startsWith endsWith startsWithCaseInsensitive endsWithCaseInsensitive startsWithUTF8 endsWithUTF8 firstLine basename
        position positionCaseInsensitive positionUTF8 positionCaseInsensitiveUTF8 locate instr match extract extractAll extractGroups
        extractAllGroupsVertical extractAllGroupsHorizontal extractAllGroups regexpExtract regexp_extract countMatches countMatchesCaseInsensitive
        countSubstrings countSubstringsCaseInsensitive hasToken hasTokenOrNull hasTokenCaseInsensitive hasAnyTokens hasAllTokens hasSubsequence
        multiSearchAny multiSearchAnyCaseInsensitive multiSearchFirstIndex multiSearchFirstPosition multiSearchAllPositions multiMatchAny
        multiMatchAnyIndex multiMatchAllIndices replace replaceAll replaceOne replaceRegexpAll replaceRegexpOne regexp_replace regexpQuoteMeta translate
        overlay splitByChar splitByString splitByRegexp splitByWhitespace splitByNonAlpha alphaTokens tokens arrayStringConcat array_to_string
        extractKeyValuePairs hex unhex bin unbin base64Encode base64Decode tryBase64Decode base64URLEncode base64URLDecode tryBase64URLDecode
        toValidUTF8 isValidUTF8 normalizeUTF8NFC normalizeUTF8NFKC removeDiacriticsUTF8 soundex ngramDistance ngramSearch  
        stringJaccardIndex decodeHTMLComponent decodeXMLComponent encodeXMLComponent naturalSortKey
        CRC32 MD5 SHA1 SHA256 SHA512 halfMD5 cityHash64 sipHash64 sipHash128 farmHash64 farmFingerprint64 murmurHash3_64 murmurHash3_128 xxHash32 xxHash64 xxh3
        intHash32 intHash64 javaHash URLHash UUIDStringToNum UUIDNumToString UUIDv7ToDateTime
        """;

    public const string Web = """
        protocol domain domainWithoutWWW topLevelDomain firstSignificantSubdomain cutToFirstSignificantSubdomain port path pathFull queryString fragment
        queryStringAndFragment netloc cutWWW cutQueryString cutFragment cutQueryStringAndFragment cutURLParameter extractURLParameter extractURLParameters
        extractURLParameterNames URLHierarchy URLPathHierarchy decodeURLComponent encodeURLComponent decodeURLFormComponent encodeURLFormComponent
        toIPv4 toIPv6 toIPv4OrNull toIPv6OrNull toIPv4OrDefault toIPv6OrDefault IPv4NumToString IPv4StringToNum IPv6NumToString IPv6StringToNum
        IPv4CIDRToRange IPv6CIDRToRange isIPv4String isIPv6String isIPAddressInRange cutIPv6
        """;

    public const string Documents = """
        isValidJSON JSONHas JSONLength JSONType JSONKey JSONExtract JSONExtractString JSONExtractInt JSONExtractUInt JSONExtractFloat JSONExtractBool
        JSONExtractRaw JSONExtractArrayRaw JSONExtractKeys JSONExtractKeysAndValues JSONExtractKeysAndValuesRaw JSON_VALUE JSON_QUERY JSON_EXISTS
        JSONArrayLength JSON_ARRAY_LENGTH toJSONString JSONMergePatch simpleJSONExtractString simpleJSONExtractInt simpleJSONExtractUInt
        simpleJSONExtractFloat simpleJSONExtractBool simpleJSONExtractRaw simpleJSONHas visitParamExtractString visitParamExtractInt
        visitParamExtractUInt visitParamExtractFloat visitParamExtractBool visitParamExtractRaw visitParamHas
        """;

    public const string Collections = """
        arrayJoin arrayMap arrayFilter arrayExists arrayAll arrayCount arraySum arrayAvg arrayMin arrayMax arrayProduct arrayFirst arrayFirstOrNull
        arrayFirstIndex arrayLast arrayLastOrNull arrayLastIndex arrayFold arrayFill arrayReverseFill arraySplit arrayReverseSplit arraySort arrayReverseSort
        arrayPartialSort arrayPartialReverseSort arrayCumSum arrayCumSumNonNegative arrayDifference arrayCompact arrayDistinct arrayUniq arrayConcat
        arrayFlatten flatten arrayIntersect arrayUnion arrayExcept arraySymmetricDifference arrayJaccardIndex arraySlice arrayPushBack arrayPushFront
        arrayPopBack arrayPopFront arrayResize arrayReverse arrayRotateLeft arrayRotateRight arrayShiftLeft arrayShiftRight arrayZip arrayZipUnaligned
        arrayEnumerate arrayEnumerateDense arrayEnumerateUniq arrayWithConstant arrayShingles arrayDotProduct arrayRemove countEqual indexOf has 
        hasSubstr range emptyArrayString emptyArrayUInt8 emptyArrayUInt64 emptyArrayInt64 emptyArrayFloat64 transform
        mapFromArrays mapKeys mapValues mapContains mapContainsKey mapContainsValue mapContainsKeyLike mapExtractKeyLike mapApply mapFilter mapExists mapAll
        mapSort mapReverseSort mapUpdate mapConcat mapAdd mapSubtract mapPopulateSeries tupleConcat tuplePlus tupleMinus tupleToNameValuePairs tupleNames
        untuple dotProduct L1Norm L2Norm L1Distance L2Distance cosineDistance
        """;
}
