using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// Finds cubic and hexagonal diamond: the second neighbors of an atom in diamond are arranged as the first ones in fcc
/// or hcp.
/// </summary>
/// <remarks>
/// The second neighbors are the four nearest atoms of the four nearest atoms, the atom itself left out. Their bonds are
/// at most (1 + sqrt 2)/2 times their mean distance long; signatures as in <see cref="CommonNeighborAnalysis"/>: fcc is
/// cubic, hcp hexagonal diamond. Then atoms that are nothing else are marked as first neighbors of diamond, the four
/// nearest of each such atom, and then those of the first neighbors as second ones; beside both kinds the atom with the
/// lower number marks first. Source: Maras, Trushin, Stukowski, Ala-Nissila, Jonsson, Comput. Phys. Commun. 205, 13
/// (2016), doi:10.1016/j.cpc.2016.04.001.
/// </remarks>
public static class DiamondIdentification
{
    private const int Bonds = 4;
    private const int Second = 12;

    // Index and vector of four neighbors, and the answers.
    private const double BytesPerAtom = (Bonds * (sizeof(int) + (3 * sizeof(double)))) + 16;

    // What is so close to the atom itself, in squared bond lengths, is the atom itself.
    private const double SamePlace = 1e-12;

    private static readonly double Middle = (1 + Math.Sqrt(2)) / 2;

    /// <summary>Identifies the atoms.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="settings">Threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What each atom is.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="MemoryBudgetException">The atoms are too many, or the cell repeats too often.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static DiamondStructure[] Identify(
        AtomicStructure structure,
        BaselineSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new BaselineSettings();
        settings.Validate();
        MemoryBudget.Require(
            BytesPerAtom * structure.Count, $"The bonds of {structure.Count} atoms", "take fewer atoms");
        NearestAtoms search = NearestAtoms.Of(structure, Bonds);
        var bonds = new BondTable(structure.Count);
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Bonds of diamond"),
            () => new NearestBuffer(Bonds),
            (atom, nearest) =>
            {
                search.Find(atom, nearest);
                bonds.Set(atom, nearest);
            },
            cancellation);
        var structures = new DiamondStructure[structure.Count];
        AtomSweep.ForAll(
            search.SpatialOrder,
            settings.Threads,
            WorkProgress.Of(progress, "Diamond"),
            () => new Worker(bonds),
            (atom, worker) => structures[atom] = worker.Identify(atom),
            cancellation);
        Mark(structures, bonds, 0);
        Mark(structures, bonds, 1);
        return structures;
    }

    // Gives the neighbors of atoms of a step, cubic and hexagonal, the next one.
    private static void Mark(DiamondStructure[] structures, BondTable bonds, int step)
    {
        DiamondStructure cubic = DiamondStructure.Cubic + step, hexagonal = DiamondStructure.Hexagonal + step;
        for (int atom = 0; atom < structures.Length; atom++)
        {
            if (structures[atom] != cubic && structures[atom] != hexagonal)
                continue;
            foreach (int other in bonds.Atoms(atom))
            {
                if (structures[other] == DiamondStructure.Other)
                    structures[other] = structures[atom] + 1;
            }
        }
    }

    /// <summary>The four nearest atoms of every atom.</summary>
    private sealed class BondTable(int count)
    {
        private readonly int[] _atoms = new int[Bonds * count];

        // [atom, x y z, neighbor], so that the four of a component are one vector.
        private readonly double[] _vectors = new double[3 * Bonds * count];

        /// <summary>The neighbors; -1 for all four when there are fewer.</summary>
        public ReadOnlySpan<int> Of(int atom) => _atoms.AsSpan(Bonds * atom, Bonds);

        /// <summary>The neighbors that there are.</summary>
        public ReadOnlySpan<int> Atoms(int atom) => Of(atom) is var all && all[0] >= 0 ? all : [];

        /// <summary>Vectors to them: x of all, y of all, z of all.</summary>
        public ReadOnlySpan<double> Vectors(int atom) => _vectors.AsSpan(3 * Bonds * atom, 3 * Bonds);

        /// <summary>Takes those of an atom.</summary>
        public void Set(int atom, NearestBuffer nearest)
        {
            Span<int> atoms = _atoms.AsSpan(Bonds * atom, Bonds);
            if (nearest.Count < Bonds)
            {
                atoms.Fill(-1);
                return;
            }

            nearest.Atoms.AsSpan(0, Bonds).CopyTo(atoms);
            Span<double> vectors = _vectors.AsSpan(3 * Bonds * atom, 3 * Bonds);
            nearest.X.AsSpan(0, Bonds).CopyTo(vectors);
            nearest.Y.AsSpan(0, Bonds).CopyTo(vectors[Bonds..]);
            nearest.Z.AsSpan(0, Bonds).CopyTo(vectors[(2 * Bonds)..]);
        }
    }

    private sealed class Worker(BondTable bonds)
    {
        private readonly double[] _x = new double[Second];
        private readonly double[] _y = new double[Second];
        private readonly double[] _z = new double[Second];
        private readonly BondNetwork _network = new();

        public DiamondStructure Identify(int atom)
        {
            ReadOnlySpan<int> first = bonds.Atoms(atom);
            ReadOnlySpan<double> to = bonds.Vectors(atom);
            int count = 0;
            double sum = 0;
            for (int i = 0; i < first.Length; i++)
            {
                double x = to[i], y = to[Bonds + i], z = to[(2 * Bonds) + i];
                double near = SamePlace * ((x * x) + (y * y) + (z * z));
                ReadOnlySpan<double> on = bonds.Vectors(first[i]);
                ReadOnlySpan<int> second = bonds.Atoms(first[i]);
                for (int k = 0; k < second.Length; k++)
                {
                    double sx = x + on[k], sy = y + on[Bonds + k], sz = z + on[(2 * Bonds) + k];
                    double square = (sx * sx) + (sy * sy) + (sz * sz);
                    if (second[k] == atom && square <= near)
                        continue;
                    if (count == 3 * (i + 1))
                        return DiamondStructure.Other;
                    (_x[count], _y[count], _z[count]) = (sx, sy, sz);
                    sum += Math.Sqrt(square);
                    count++;
                }

                if (count != 3 * (i + 1))
                    return DiamondStructure.Other;
            }

            if (count != Second)
                return DiamondStructure.Other;
            double cutoff = Middle * sum / Second;
            return _network.OfTwelve(_x, _y, _z, cutoff * cutoff) switch
            {
                LocalStructure.Fcc => DiamondStructure.Cubic,
                LocalStructure.Hcp => DiamondStructure.Hexagonal,
                _ => DiamondStructure.Other,
            };
        }
    }
}
