using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>One point of an exploration: a box or an atom of a map, or a structure.</summary>
/// <param name="Name">File and frame of a structure, "run.xyz#3"; empty in a map.</param>
/// <param name="Box">Number of the box, or of the atom, in the map; -1 for a structure.</param>
/// <param name="Position">Middle of the box, Angstrom; null for a structure.</param>
/// <param name="Hidden">The hidden layer [unit], means over the passes.</param>
/// <param name="Class">The most probable class, whatever the verdict.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="MutualInformation">Bits.</param>
/// <param name="Distances">Nearest-neighbor distances d_NN of the species pairs in it, Angstrom.</param>
/// <param name="Coordination">
/// Mean over its atoms of the number of neighbors, in the box or beyond it, closer than 1.2 times the shortest d_NN.
/// </param>
public sealed record ExplorationPoint(
    string Name,
    int Box,
    Vector3D? Position,
    ImmutableArray<float> Hidden,
    int Class,
    double Probability,
    double MutualInformation,
    SpeciesPairDistances Distances,
    double Coordination)
{
    /// <summary>Predictive entropy, bits; NaN where nobody kept it.</summary>
    public double PredictiveEntropy { get; init; } = double.NaN;

    /// <summary><see cref="Classification.Novelty"/>; NaN where the model cannot tell.</summary>
    public double Novelty { get; init; } = double.NaN;

    /// <summary>Whether the point is taken for one of the classes.</summary>
    public Verdict Verdict => Classification.VerdictOf(Novelty);

    /// <summary>Whether it is none of the classes.</summary>
    public bool IsNone => Verdict == Verdict.Unknown;

    /// <summary>
    /// Whether the network is confident of the class: mutual information below <see cref="UncertaintyLevels.Sure"/>,
    /// and not none of the classes, where it may be low too.
    /// </summary>
    public bool IsConfident => MutualInformation < UncertaintyLevels.Sure && !IsNone;

    /// <summary>The class, or <see cref="CrystalMap.None"/>.</summary>
    internal int Answer => IsNone ? CrystalMap.None : Class;

    /// <summary>d_NN from atoms of one element to those of another, Angstrom; NaN where it does not exist.</summary>
    public double Distance(ChemicalElement center, ChemicalElement neighbor)
    {
        (int a, int b) = (IndexOf(center), IndexOf(neighbor));
        return a < 0 || b < 0 ? double.NaN : Distances[a, b];

        int IndexOf(ChemicalElement element)
        {
            int index = Distances.Species.Length - 1;
            while (index >= 0 && Distances.Species[index] != element)
                index--;
            return index;
        }
    }

    /// <summary>d_AA - d_BB of the two species A, B of a binary sample, Angstrom.</summary>
    internal double Difference(ExplorationSample sample) =>
        Distance(sample.Species[0], sample.Species[0]) - Distance(sample.Species[1], sample.Species[1]);
}
