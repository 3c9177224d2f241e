using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// The length d_NN(A, B) in Angstrom for every ordered pair of species: A the center, B the neighbor.
/// </summary>
public sealed class SpeciesPairDistances
{
    private readonly double[,] _distance;

    /// <summary>Creates the table.</summary>
    /// <param name="species">The species, in the order of rows and columns.</param>
    /// <param name="distance">d_NN in Angstrom, [center, neighbor]; NaN where no such length exists.</param>
    /// <exception cref="ArgumentException">
    /// The table is not square with the number of species as its edge.
    /// </exception>
    public SpeciesPairDistances(IReadOnlyList<ChemicalElement> species, double[,] distance)
    {
        if (distance.GetLength(0) != species.Count || distance.GetLength(1) != species.Count)
        {
            throw new ArgumentException(
                $"A table for {species.Count} species must be square with that edge.", nameof(distance));
        }

        Species = [.. species];
        _distance = (double[,])distance.Clone();
    }

    /// <summary>
    /// Whether the one length is the mean distance of first neighbors of all atoms, whatever their species.
    /// </summary>
    public bool IsFirstShell { get; init; }

    /// <summary>The species, in the order of rows and columns.</summary>
    public ImmutableArray<ChemicalElement> Species { get; }

    /// <summary>d_NN in Angstrom of center <paramref name="a"/> and neighbor <paramref name="b"/>, or NaN.</summary>
    public double this[int a, int b] => _distance[a, b];

    /// <summary>The smallest length in the table, Angstrom, or NaN when it has none.</summary>
    public double Shortest
    {
        get
        {
            double shortest = double.NaN;
            foreach (double d in _distance)
            {
                if (!(d >= shortest))
                    shortest = double.IsNaN(d) ? shortest : d;
            }

            return shortest;
        }
    }
}
