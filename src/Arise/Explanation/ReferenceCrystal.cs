using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// A base crystal of a class, ready to be laid over a sample: its sites and their neighbors, and the strains and
/// displacements that keep its symmetry.
/// </summary>
internal sealed class ReferenceCrystal
{
    private const double NearReach = 1.7;
    private const double BallReach = 2.2;
    private const double WidestBall = 1.25;
    private const double FarthestReach = 5;
    private const double BeyondGap = 1.12;
    private const int MostOfTube = 6;

    private readonly Vector3D[] _axes;
    private readonly ChemicalElement[] _labels;

    /// <summary>Prepares a cell: periodic in three directions, in two (a layer) or none (a nanotube).</summary>
    public ReferenceCrystal(AtomicStructure cell)
    {
        Operations = [new CellOperation(Matrix3.Identity, [.. Enumerable.Range(0, cell.Count)])];
        if (cell.Periodicity.Any)
            (cell, Operations) = IdealCell.Of(cell);
        Cell = cell;
        _axes = [.. Enumerable.Range(0, 3).Select(
            axis => cell.Periodicity[axis] ? cell.Lattice![axis] : Vector3D.Zero)];
        _labels = [.. cell.DistinctSpecies()];
        LabelOf = [.. cell.Species.ToArray().Select(one => Array.IndexOf(_labels, one))];
        Distance = ShellDistance.Of(cell);
        Modes = cell.Periodicity.Any ? SymmetricDisplacements.Of(cell, Operations) : [];
        Strains = SymmetricStrains();
        (Near, Reach) = Connected();
        Ball = NeighborsWithin(Math.Max(BallReach * Distance, WidestBall * Reach));
        Representatives = cell.Periodicity.Any
            ? [.. Enumerable.Range(0, cell.Count).Where(
                atom => Operations.All(operation => operation.Image[atom] >= atom))]
            : Middle();
        Translations = [.. Operations.Where(operation => operation.IsTranslation && operation.Image[0] != 0)
            .Select(operation => cell.Positions[operation.Image[0]] - cell.Positions[0])];
    }

    /// <summary>The cell.</summary>
    public AtomicStructure Cell { get; }

    /// <summary>Number of directions in which it is periodic.</summary>
    public int Dimensions => _axes.Count(axis => axis != Vector3D.Zero);

    /// <summary>The unit vector across a layer; null for anything else.</summary>
    public Vector3D? Normal => Dimensions == 2
        ? Vector3D.Cross(Cell.Lattice!.A, Cell.Lattice.B).Normalized()
        : null;

    /// <summary>The elements that the cell is written with; they stand for any others.</summary>
    public IReadOnlyList<ChemicalElement> Labels => _labels;

    /// <summary>Which of <see cref="Labels"/> each atom of the cell has.</summary>
    public ImmutableArray<int> LabelOf { get; }

    /// <summary>Mean length of the bonds (<see cref="ShellDistance"/>), Angstrom.</summary>
    public double Distance { get; }

    /// <summary>The operations of its space group.</summary>
    public ImmutableArray<CellOperation> Operations { get; }

    /// <summary>Orthonormal displacement fields that keep the symmetry: [mode][atom].</summary>
    public ImmutableArray<ImmutableArray<Vector3D>> Modes { get; }

    /// <summary>Orthonormal strains without trace that keep the symmetry; none without a lattice.</summary>
    public ImmutableArray<Matrix3> Strains { get; }

    /// <summary>One atom of each kind that symmetry does not make equal.</summary>
    public ImmutableArray<int> Representatives { get; }

    /// <summary>Translations of the lattice that the cell, which is not primitive then, does not show.</summary>
    public ImmutableArray<Vector3D> Translations { get; }

    /// <summary>Neighbors of each atom, the nearest first: as far as it takes to come from any site to any other.
    /// </summary>
    public ImmutableArray<ImmutableArray<SiteNeighbor>> Near { get; }

    /// <summary>How far those are, Angstrom.</summary>
    public double Reach { get; }

    /// <summary>Neighbors of each atom farther out.</summary>
    public ImmutableArray<ImmutableArray<SiteNeighbor>> Ball { get; }

    /// <summary>Where a site is, Angstrom.</summary>
    public Vector3D PositionOf(Site site) => Cell.Positions[site.Atom] + Translation(site);

    /// <summary>The lattice vector of a site.</summary>
    public Vector3D Translation(Site site) => (site.A * _axes[0]) + (site.B * _axes[1]) + (site.C * _axes[2]);

    /// <summary>The lattice vector nearest to a vector, and how far that is.</summary>
    public (Vector3D Vector, double Off) NearestTranslation(Vector3D vector)
    {
        (Vector3D, double) best = (Vector3D.Zero, double.PositiveInfinity);
        foreach (Vector3D start in Translations.Insert(0, Vector3D.Zero))
        {
            Vector3D f = Cell.Lattice!.ToFractional(vector - start);
            Vector3D whole = start;
            for (int axis = 0; axis < 3; axis++)
                whole += Math.Round(f[axis]) * _axes[axis];
            double off = (vector - whole).Length;
            if (off < best.Item2)
                best = (whole, off);
        }

        return best;
    }

    /// <summary>The part of a strain that keeps the symmetry: its mean over the point group.</summary>
    public Matrix3 Symmetric(Matrix3 strain)
    {
        Matrix3 sum = default;
        foreach (CellOperation operation in Operations)
            sum += operation.Turn * strain * operation.Turn.Transposed();
        return (1.0 / Operations.Length) * sum;
    }

    // Of a tube some of the atoms halfway, which stand for all.
    private ImmutableArray<int> Middle()
    {
        Vector3D mean = Vector3D.Zero;
        foreach (Vector3D place in Cell.Positions)
            mean += place / Cell.Count;
        return
        [
            .. Enumerable.Range(0, Cell.Count)
                .OrderBy(atom => Math.Round((Cell.Positions[atom] - mean).Length, 6)).Take(MostOfTube),
        ];
    }

    private ImmutableArray<Matrix3> SymmetricStrains()
    {
        var modes = new List<Matrix3>();
        Vector3D[] unit = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];
        for (int k = 0; k < 6 && Dimensions > 0; k++)
        {
            Vector3D u = unit[k % 3], v = k < 3 ? u : unit[(k + 1) % 3];
            Matrix3 mode = Symmetric(Matrix3.Outer(u, v) + Matrix3.Outer(v, u));
            mode -= (mode.Trace / 3) * Matrix3.Identity;
            foreach (Matrix3 other in modes)
                mode -= (mode * other).Trace * other;
            if (mode.Norm > 1e-3)
                modes.Add((1 / mode.Norm) * mode);
        }

        return [.. modes];
    }

    private (ImmutableArray<ImmutableArray<SiteNeighbor>> Near, double Reach) Connected()
    {
        double reach = NearReach * Distance;
        while (reach < FarthestReach * Distance && !IsConnected(NeighborsWithin(reach)))
            reach += 0.1 * Distance;

        // Layers that barely reach each other need more than one neighbor to tell where the next one lies.
        if (reach > NearReach * Distance)
            reach *= BeyondGap;
        return (NeighborsWithin(reach), reach);
    }

    // Whether one comes from the first atom to all others of the cell and to the cells beside it.
    private bool IsConnected(ImmutableArray<ImmutableArray<SiteNeighbor>> near)
    {
        var reached = new HashSet<Site> { new(0, 0, 0, 0) };
        var open = new Queue<Site>(reached);
        while (open.TryDequeue(out Site site))
        {
            foreach (SiteNeighbor neighbor in near[site.Atom])
            {
                Site next = site.Plus(neighbor.Site);
                if (Math.Abs(next.A) <= 2 && Math.Abs(next.B) <= 2 && Math.Abs(next.C) <= 2 && reached.Add(next))
                    open.Enqueue(next);
            }
        }

        return Enumerable.Range(0, Cell.Count).All(atom => reached.Contains(new Site(atom, 0, 0, 0)))
            && (!Cell.Periodicity.A || reached.Contains(new Site(0, 1, 0, 0)))
            && (!Cell.Periodicity.B || reached.Contains(new Site(0, 0, 1, 0)))
            && (!Cell.Periodicity.C || reached.Contains(new Site(0, 0, 0, 1)));
    }

    private ImmutableArray<ImmutableArray<SiteNeighbor>> NeighborsWithin(double reach)
    {
        double span = 0;
        foreach (Vector3D position in Cell.Positions)
            span = Math.Max(span, (position - Cell.Positions[0]).Length);
        int Copies(int axis) => !Cell.Periodicity[axis] ? 0 : (int)Math.Ceiling((reach + span) * (axis == 0
            ? Cell.Lattice!.ReciprocalA : axis == 1 ? Cell.Lattice!.ReciprocalB : Cell.Lattice!.ReciprocalC).Length);
        (int na, int nb, int nc) = (Copies(0), Copies(1), Copies(2));
        var all = new List<SiteNeighbor>[Cell.Count];
        for (int atom = 0; atom < all.Length; atom++)
        {
            all[atom] = [];
            for (int other = 0; other < all.Length; other++)
            {
                for (int a = -na; a <= na; a++)
                {
                    for (int b = -nb; b <= nb; b++)
                    {
                        for (int c = -nc; c <= nc; c++)
                        {
                            var site = new Site(other, a, b, c);
                            Vector3D step = PositionOf(site) - Cell.Positions[atom];
                            if (step.Length < reach && step.Length > 1e-9)
                                all[atom].Add(new SiteNeighbor(site, step));
                        }
                    }
                }
            }
        }

        return
        [
            .. all.Select(list => list.OrderBy(neighbor => Math.Round(neighbor.Step.Length, 6)).ToImmutableArray()),
        ];
    }
}
