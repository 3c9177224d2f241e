using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Calibration;

/// <summary>What <see cref="NeighborCalibration"/> found.</summary>
/// <param name="Measure">The measure of novelty.</param>
/// <param name="Kinds">False alarms of the known crystals, kind by kind, in the order of the set.</param>
internal sealed record NeighborFit(NearestRowsNovelty Measure, ImmutableArray<KindAlarms> Kinds);
