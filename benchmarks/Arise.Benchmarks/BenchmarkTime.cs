namespace Arise.Benchmarks;

/// <summary>How long a benchmark takes.</summary>
/// <param name="Ratio">
/// Its best time over the best time of the peak loop (<see cref="Numerics.PeakRate"/>) measured beside it: other
/// machines have other times, but similar ratios.
/// </param>
/// <param name="Milliseconds">Its best time.</param>
internal sealed record BenchmarkTime(double Ratio, double Milliseconds);
