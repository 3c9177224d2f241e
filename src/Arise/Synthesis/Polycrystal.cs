using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>
/// A polycrystal with known grains: a Voronoi tessellation of a box, each cell filled with a prototype in a random
/// orientation. The same settings give the same atoms. The columns "grain" (from 0) and "prototype" (class label) say
/// what each atom belongs to.
/// </summary>
/// <remarks>
/// Grain centers are drawn one after the other, each as the one of 16 uniform candidates that is furthest from those
/// before (D. P. Mitchell, SIGGRAPH 1991), which makes grains of similar size. Where atoms of two grains are closer
/// than <see cref="ClosestShare"/> times the smaller of their nearest-neighbor distances, that of the later grain is
/// left out.
/// </remarks>
public sealed record Polycrystal
{
    private const int Candidates = 16;
    private const double SamePlace = 1e-6;

    /// <summary>Edges of the box, Angstrom; it begins at the origin.</summary>
    public required Vector3D Size { get; init; }

    /// <summary>The crystal of each grain: bulk prototypes.</summary>
    public required ImmutableArray<Prototype> Grains { get; init; }

    /// <summary>
    /// Nearest-neighbor distance that all grains are scaled to, Angstrom; the prototypes keep their own when omitted.
    /// </summary>
    public double? NearestNeighborDistance { get; init; }

    /// <summary>
    /// What all atoms are written as, so that the element does not tell the grain; their own when omitted.
    /// </summary>
    public ChemicalElement? Element { get; init; }

    /// <summary>Whether the box repeats along all axes, grains across its faces included.</summary>
    public bool IsPeriodic { get; init; }

    /// <summary>Whether grain boundaries stand upright on the xy plane, as in a slab.</summary>
    public bool IsColumnar { get; init; }

    /// <summary>How close atoms of two grains may come, as a share of the smaller nearest-neighbor distance.</summary>
    public double ClosestShare { get; init; } = 0.8;

    /// <summary>Seed of centers and orientations.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.Require(
            IsEdge(Size.X) && IsEdge(Size.Y) && IsEdge(Size.Z),
            nameof(Size),
            "The edges of a polycrystal must be from 1 to 1e6 Angstrom.");
        Setting.Require(!Grains.IsDefaultOrEmpty, nameof(Grains), "A polycrystal needs a grain.");
        Prototype? layer = Grains.FirstOrDefault(grain => grain.Structure.Periodicity != Periodicity.Bulk);
        Setting.Require(layer is null, nameof(Grains), $"{layer} is no bulk crystal; grains must be.");
        Setting.Require(
            NearestNeighborDistance is null or (>= 0.1 and <= 1000),
            nameof(NearestNeighborDistance),
            "The nearest-neighbor distance must be from 0.1 to 1000 Angstrom.");
        Setting.Require(
            ClosestShare is >= 0 and < 1, nameof(ClosestShare), "The closest approach must be from 0 to below 1.");

        static bool IsEdge(double length) => length is >= 1 and <= 1e6;
    }

    /// <summary>Makes the atoms.</summary>
    /// <param name="progress">Told how many grains are filled.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    /// <exception cref="MemoryBudgetException">There are too many atoms.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public AtomicStructure Build(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Validate();
        double[] own = [.. Grains.Select(grain => Descriptors.NearestNeighborDistance.OfAllAtoms(grain.Structure))];
        RequireMemory(own);
        Vector3D[] centers = Centers();
        var places = new List<Vector3D>();
        var species = new List<ChemicalElement>();
        var grainOf = new List<int>();
        double[] spacing = new double[Grains.Length];
        for (int grain = 0; grain < Grains.Length; grain++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new WorkProgress("grains", grain, Grains.Length));
            AtomicStructure cell = Grains[grain].Structure;
            spacing[grain] = NearestNeighborDistance ?? own[grain];
            Fill(cell, spacing[grain] / own[grain], grain, centers, places, species, grainOf);
        }

        progress?.Report(new WorkProgress("grains", Grains.Length, Grains.Length));
        var lattice = new Lattice(new(Size.X, 0, 0), new(0, Size.Y, 0), new(0, 0, Size.Z));
        var all = new AtomicStructure(
            [.. IsPeriodic ? places.Select(Home) : places],
            species.ToArray(),
            IsPeriodic ? lattice : null,
            IsPeriodic ? Periodicity.Bulk : Periodicity.None,
            [
                AtomColumn.Integer("grain", [.. grainOf.Select(grain => (long)grain)]),
                AtomColumn.Text("prototype", [.. grainOf.Select(grain => Grains[grain].Label)]),
            ]);
        return all.Select(FarEnough(all, places, grainOf, spacing));
    }

    // As if every grain had an equal share of the box.
    private void RequireMemory(double[] own)
    {
        double density = Grains.Select((grain, k) => grain.Structure.Count / grain.Structure.Lattice!.Volume
            * Math.Pow(own[k] / (NearestNeighborDistance ?? own[k]), 3)).Average();
        double atoms = density * Size.X * Size.Y * Size.Z;
        MemoryBudget.Require(
            MemoryBudget.BytesPerAtom * atoms,
            FormattableString.Invariant($"A polycrystal of about {atoms:G3} atoms"),
            "use a smaller box",
            nameof(Size));
    }

    private Vector3D[] Centers()
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.GrainCenters, Seed);
        var centers = new Vector3D[Grains.Length];
        ulong next = 0;
        for (int grain = 0; grain < centers.Length; grain++)
        {
            double best = -1;
            for (int k = 0; k < Candidates; k++, next += 3)
            {
                var candidate = new Vector3D(
                    random.Uniform(next, 0, Size.X),
                    random.Uniform(next + 1, 0, Size.Y),
                    IsColumnar ? Size.Z / 2 : random.Uniform(next + 2, 0, Size.Z));
                double nearest = double.PositiveInfinity;
                for (int other = 0; other < grain; other++)
                    nearest = Math.Min(nearest, Images().Min(shift => (centers[other] + shift - candidate).Length));
                if (nearest > best)
                    (best, centers[grain]) = (nearest, candidate);
            }
        }

        return centers;
    }

    // Translations by which a center is repeated: to all 27 boxes around, or to none.
    private IEnumerable<Vector3D> Images()
    {
        int reach = IsPeriodic ? 1 : 0;
        for (int i = -reach; i <= reach; i++)
        {
            for (int j = -reach; j <= reach; j++)
            {
                for (int k = -reach; k <= reach; k++)
                    yield return new Vector3D(i * Size.X, j * Size.Y, k * Size.Z);
            }
        }
    }

    private void Fill(
        AtomicStructure cell,
        double scale,
        int grain,
        Vector3D[] centers,
        List<Vector3D> places,
        List<ChemicalElement> species,
        List<int> grainOf)
    {
        Rotation rotation = Rotation.Random(RandomStreams.Of(RandomStreams.GrainOrientations, Seed, (ulong)grain));
        RandomNumbers random = RandomStreams.Of(RandomStreams.GrainOffsets, Seed, (ulong)grain);
        Lattice lattice = cell.Lattice!;
        Vector3D offset = lattice.ToCartesian(new Vector3D(random.Uniform(0), random.Uniform(1), random.Uniform(2)));
        Vector3D[] rivals = [.. Images().SelectMany(shift => centers.Select(center => center + shift))];

        // A grain ends within half a diagonal of its center in a periodic box, within a whole one otherwise.
        double reach = Size.Length * (IsPeriodic ? 0.5 : 1) / scale;
        (int na, int nb, int nc) = (
            (int)Math.Ceiling(reach * lattice.ReciprocalA.Length) + 1,
            (int)Math.Ceiling(reach * lattice.ReciprocalB.Length) + 1,
            (int)Math.Ceiling(reach * lattice.ReciprocalC.Length) + 1);
        for (int a = -na; a <= na; a++)
        {
            for (int b = -nb; b <= nb; b++)
            {
                for (int c = -nc; c <= nc; c++)
                {
                    Vector3D corner = offset + (a * lattice.A) + (b * lattice.B) + (c * lattice.C);
                    for (int atom = 0; atom < cell.Count; atom++)
                    {
                        Vector3D place = centers[grain] + (scale * rotation.Apply(corner + cell.Positions[atom]));
                        if ((!IsPeriodic && !IsInside(place)) || !IsNearest(place, centers[grain], rivals))
                            continue;
                        places.Add(place);
                        species.Add(Element ?? cell.Species[atom]);
                        grainOf.Add(grain);
                    }
                }
            }
        }
    }

    private bool IsInside(Vector3D p) =>
        p.X >= 0 && p.X < Size.X && p.Y >= 0 && p.Y < Size.Y && p.Z >= 0 && p.Z < Size.Z;

    private Vector3D Home(Vector3D p) => p - new Vector3D(
        Size.X * Math.Floor(p.X / Size.X), Size.Y * Math.Floor(p.Y / Size.Y), Size.Z * Math.Floor(p.Z / Size.Z));

    private bool IsNearest(Vector3D place, Vector3D center, Vector3D[] rivals)
    {
        double own = Distance(place - center);
        foreach (Vector3D rival in rivals)
        {
            if (Distance(place - rival) < own)
                return false;
        }

        return true;
    }

    private double Distance(Vector3D d) => IsColumnar && !IsPeriodic ? (d.X * d.X) + (d.Y * d.Y) : Vector3D.Dot(d, d);

    // A grain that meets its own periodic image meets another crystal: neighbors belong together only if the vector
    // between them is that between their places before wrapping.
    private int[] FarEnough(AtomicStructure all, List<Vector3D> places, List<int> grainOf, double[] spacing)
    {
        var kept = new List<int>();
        var isLeftOut = new bool[all.Count];
        if (ClosestShare == 0)
            return [.. Enumerable.Range(0, all.Count)];
        var search = new NeighborSearch(all, ClosestShare * spacing.Max());
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < all.Count; atom++)
        {
            search.Find(atom, neighbors);
            for (int k = 0; k < neighbors.Count && !isLeftOut[atom]; k++)
            {
                int other = neighbors.Atoms[k];
                double limit = ClosestShare * Math.Min(spacing[grainOf[atom]], spacing[grainOf[other]]);
                var vector = new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]);
                bool isSameCrystal = grainOf[other] == grainOf[atom]
                    && (places[other] - places[atom] - vector).Length < SamePlace;
                isLeftOut[atom] = other < atom && !isSameCrystal && !isLeftOut[other]
                    && neighbors.SquaredDistances[k] < limit * limit;
            }

            if (!isLeftOut[atom])
                kept.Add(atom);
        }

        return [.. kept];
    }
}
