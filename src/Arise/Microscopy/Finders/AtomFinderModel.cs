using System.Collections.Immutable;
using Arise.Networks.Convolution;

namespace Arise.Microscopy.Finders;

/// <summary>A trained network that finds atoms, with all that its use needs.</summary>
/// <param name="Channels">Channels at the full, half and quarter resolution.</param>
/// <param name="Parameters">Weights and biases in the order of <see cref="UShapedNetwork.Load"/>.</param>
/// <param name="Spacing">Distance of nearest atoms in what it was trained on, pixels.</param>
/// <param name="Calibration">From log-odds at a peak to the probability of an atom.</param>
/// <param name="Training">How it was made, for people and programs: names and texts.</param>
internal sealed record AtomFinderModel(
    ImmutableArray<int> Channels,
    float[] Parameters,
    double Spacing,
    PeakCalibration Calibration,
    ImmutableSortedDictionary<string, string> Training);
