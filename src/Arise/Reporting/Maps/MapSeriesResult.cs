namespace Arise.Reporting.Maps;

/// <summary>What became of one structure of a series.</summary>
/// <param name="Input">The structure.</param>
/// <param name="Entry">What the series keeps of its map; null if it cannot be mapped.</param>
/// <param name="Error">Why it cannot be mapped; null if it was.</param>
public sealed record MapSeriesResult(MapSeriesInput Input, MapSeriesEntry? Entry, Exception? Error);
