using System.Globalization;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>What is no sample of atoms in Angstrom is refused before any work.</summary>
internal static class LabelInput
{
    /// <summary>Fewer atoms make no environment.</summary>
    public const int FewestAtoms = 5;

    /// <summary>No atoms of a crystal are closer, Angstrom.</summary>
    public const double Shortest = 0.5;

    /// <summary>No neighbors of a crystal are farther, Angstrom.</summary>
    public const double Longest = 20;

    private const int Samples = 256;
    private const double FirstRadius = 1.2;
    private const double Growth = 1.7;

    /// <summary>Checks the atoms that are labeled.</summary>
    /// <exception cref="DescriptorException">They are too few, or their distances are in another unit.</exception>
    public static void Require(AtomicStructure structure)
    {
        if (structure.Count < FewestAtoms)
        {
            throw new DescriptorException(
                $"{structure.Count} {(structure.Count == 1 ? "atom" : "atoms")} to label: an environment needs at "
                + $"least {FewestAtoms}; repeat the cell, take a larger sample, or ignore fewer elements.");
        }

        if (structure.LengthUnit != LengthUnit.Angstrom)
            return;
        double median = MedianNearest(structure);
        if (median < Shortest)
        {
            throw new DescriptorException(string.Create(
                CultureInfo.InvariantCulture,
                $"The atoms are {median:G3} Angstrom apart (median of the nearest distances), less than "
                + $"{Shortest}: the lengths seem to be in another unit; give them in Angstrom (1 nm is 10 Angstrom)."));
        }

        if (median > Longest)
        {
            throw new DescriptorException(string.Create(
                CultureInfo.InvariantCulture,
                $"The atoms are more than {Longest} Angstrom apart (median of the nearest distances): the lengths seem "
                + $"to be in another unit; give them in Angstrom (100 pm are 1 Angstrom)."));
        }
    }

    /// <summary>
    /// The median distance of some atoms to their nearest neighbors, Angstrom; infinite when it is above
    /// <see cref="Longest"/>.
    /// </summary>
    internal static double MedianNearest(AtomicStructure structure)
    {
        int samples = Math.Min(structure.Count, Samples);
        var nearest = new double[samples];
        var neighbors = new NeighborBuffer();
        double radius = Math.Min(FirstRadius * Spacing(structure), Longest);
        while (true)
        {
            var search = new NeighborSearch(structure, radius);
            for (int k = 0; k < samples; k++)
            {
                search.Find((int)((long)k * structure.Count / samples), neighbors);
                double square = double.PositiveInfinity;
                foreach (double other in neighbors.SquaredDistances)
                    square = Math.Min(square, other);
                nearest[k] = Math.Sqrt(square);
            }

            Array.Sort(nearest);
            if (double.IsFinite(nearest[samples / 2]) || radius >= Longest)
                return nearest[samples / 2];
            radius = Math.Min(Growth * radius, Longest);
        }
    }

    // Edge of the cube that an atom has for itself in the cell, or in the box around the atoms.
    private static double Spacing(AtomicStructure structure)
    {
        const double thinnest = 0.1;
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        double volume = Length(0) * Length(1) * Length(2);
        if (structure.Periodicity.Any)
            volume = Math.Min(volume, structure.Lattice!.Volume);
        return Math.Cbrt(volume / structure.Count);

        double Length(int axis) => Math.Max(high[axis] - low[axis], thinnest);
    }
}
