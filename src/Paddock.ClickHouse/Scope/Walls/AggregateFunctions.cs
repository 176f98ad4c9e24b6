namespace Paddock.ClickHouse.Scope.Walls;

/// <summary>
/// The aggregate and window functions of a project's query. Left out: states (-State, -Merge), for a state made by hand is bytes that the engine trusts,
/// and what tells how rows are stored (estimateCompressionRatio).
/// </summary>
internal static class AggregateFunctions
{
    public const string Names = """
        count sum avg min max any anyLast anyHeavy any_value first_value last_value argMin argMax min_by max_by sumWithOverflow sumKahan sumCount avgWeighted
        uniq uniqExact uniqCombined uniqCombined64 uniqHLL12 uniqUpTo groupArray groupArrayLast groupArraySorted groupArraySample groupArrayInsertAt
        groupArrayMovingSum groupArrayMovingAvg groupArrayIntersect groupUniqArray groupConcat group_concat string_agg array_agg
        groupBitAnd groupBitOr groupBitXor groupBitmap topK topKWeighted approx_top_k approx_top_sum
        quantile quantiles quantileExact quantilesExact quantileExactLow quantileExactHigh quantilesExactLow quantilesExactHigh quantileExactWeighted
        quantilesExactWeighted quantileTDigest quantilesTDigest quantileTDigestWeighted quantilesTDigestWeighted quantileTiming quantilesTiming
        quantileTimingWeighted quantilesTimingWeighted quantileDD quantilesDD quantileBFloat16 quantilesBFloat16 quantileDeterministic
        quantilesDeterministic quantileGK quantilesGK quantileInterpolatedWeighted quantilesInterpolatedWeighted median medianExact medianTDigest
        stddevPop stddevSamp stddevPopStable stddevSampStable varPop varSamp varPopStable varSampStable stddev_pop stddev_samp var_pop var_samp
        skewPop skewSamp kurtPop kurtSamp covarPop covarSamp covar_pop covar_samp corr entropy histogram simpleLinearRegression rankCorr
        studentTTest welchTTest mannWhitneyUTest meanZTest cramersV theilsU contingency categoricalInformationValue
        windowFunnel retention sequenceMatch sequenceCount sequenceMatchEvents maxIntersections maxIntersectionsPosition
        deltaSum deltaSumTimestamp boundingRatio intervalLengthSum exponentialMovingAverage exponentialTimeDecayedAvg exponentialTimeDecayedSum
        exponentialTimeDecayedMax exponentialTimeDecayedCount sparkbar largestTriangleThreeBuckets lttb sumMap minMap maxMap sumMappedArrays
        minMappedArrays maxMappedArrays singleValueOrNull
        row_number rank dense_rank denseRank percent_rank percentRank cume_dist ntile lag lead lagInFrame leadInFrame nth_value nonNegativeDerivative
        """;

    /// <summary>Endings that make another aggregate function of one.</summary>
    public static readonly string[] Combinators = ["If", "Array", "Map", "Distinct", "OrNull", "OrDefault", "ForEach", "ArgMin", "ArgMax"];
}
