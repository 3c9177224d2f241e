using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Pieces of samples: balls and boxes of 20 to 600 atoms, in any orientation, without a cell.</summary>
internal static class Pieces
{
    private const double Fewest = 20;
    private const double Most = 600;
    private const double Thinnest = 0.35;

    /// <summary>
    /// Cuts a piece around an atom: a ball in a third, otherwise a box with edges from 0.35 to 1 of the longest one.
    /// The number of atoms is about uniform in its logarithm.
    /// </summary>
    /// <param name="structure">Atoms with their cell, of any size; images count.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    /// <param name="draws">Random numbers.</param>
    /// <param name="fewest">Atoms of the smallest piece, about.</param>
    /// <returns>The piece with the columns of its atoms; at least the atom and its first neighbors.</returns>
    public static AtomicStructure Cut(AtomicStructure structure, double distance, Draws draws, double fewest = Fewest)
    {
        double wanted = draws.LogUniform(fewest, Most);
        int center = draws.Below(structure.Count);
        bool isBall = draws.Chance(1.0 / 3);
        (double x, double y, double z) = isBall
            ? (1, 1, 1)
            : (1, Side(0.5, draws), Side(0.4, draws));
        Rotation rotation = draws.Rotation();
        Vector3D shift = 0.5 * distance * draws.Uniform() * draws.Direction();

        // Grown until it holds the atoms, since samples end and have holes.
        double scale = distance * Math.Cbrt(wanted / (isBall ? 6 : 1.4 * x * y * z));
        var neighbors = new NeighborBuffer();
        List<int> atoms = [];
        List<Vector3D> positions = [];
        for (int attempt = 0; attempt < 6; attempt++, scale *= 1.25)
        {
            Vector3D half = isBall ? new(scale, scale, scale) : 0.5 * scale * new Vector3D(x, y, z);
            double reach = (isBall ? scale : half.Length) + shift.Length;
            new NeighborSearch(structure, reach).Find(center, neighbors);
            (atoms, positions) = ([], []);
            Take(center, Vector3D.Zero);
            for (int k = 0; k < neighbors.Count; k++)
                Take(neighbors.Atoms[k], new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]));
            if (atoms.Count >= 0.6 * wanted || atoms.Count >= structure.Count)
                break;

            void Take(int atom, Vector3D from)
            {
                Vector3D p = rotation.Apply(from - shift);
                bool isInside = isBall
                    ? p.Length < scale
                    : Math.Abs(p.X) < half.X && Math.Abs(p.Y) < half.Y && Math.Abs(p.Z) < half.Z;
                if (isInside)
                {
                    atoms.Add(atom);
                    positions.Add(p);
                }
            }
        }

        return structure.Select([.. atoms]).WithPositions([.. positions]).WithPeriodicity(Periodicity.None);
    }

    private static double Side(double whole, Draws draws) =>
        draws.Chance(whole) ? 1 : draws.Uniform(Thinnest, 1);
}
