using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// What a map will consist of, before anything is computed: the places, the atoms of every box, and the boxes that will
/// be classified.
/// </summary>
public sealed class MapPlan
{
    // Per place: the counts, the rows, and the arrays that every map writes (classes, verdict, information, passes).
    private const double BytesPerPlace = 88;

    private readonly int[] _rowOf;

    /// <summary>Lays the boxes over a structure and counts.</summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="settings">Boxes and predictions.</param>
    /// <param name="model">
    /// That of the model, if it is known: boxes whose results do not fit into the memory are refused uncounted.
    /// </param>
    /// <exception cref="ArgumentException">Settings out of range, no atoms, or too many boxes.</exception>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    /// <exception cref="MemoryBudgetException">
    /// The boxes, or the atoms in them, are too many for the memory.
    /// </exception>
    public MapPlan(AtomicStructure structure, MapSettings settings, NetworkArchitecture? model = null)
        : this(structure, settings, settings.Prediction.Threads, model)
    {
    }

    /// <summary>Lays the boxes; the map is made with other threads than the settings ask for, which stay.</summary>
    internal MapPlan(
        AtomicStructure structure, MapSettings settings, int threads, NetworkArchitecture? model = null)
    {
        (Structure, Settings, Threads) = (structure, settings, threads);
        Grid = BoxGrid.Over(structure, settings);
        RequireMemory(model, rows: 0);
        Atoms = new BoxAtoms(structure, Grid);
        RequireSmallBoxes();
        RefuseCoincidentAtoms(structure);
        var counts = new int[Grid.Count];
        Parallel.ForEach(
            Partitioner.Create(0, counts.Length),
            ThreadCount.Parallel(threads),
            range =>
            {
                for (int box = range.Item1; box < range.Item2; box++)
                    counts[box] = Atoms.CountIn(box);
            });
        AtomCounts = ImmutableCollectionsMarshal.AsImmutableArray(counts);
        Boxes = [.. Enumerable.Range(0, counts.Length).Where(box => counts[box] >= settings.MinimumAtoms)];
        _rowOf = new int[counts.Length];
        Array.Fill(_rowOf, -1);
        for (int row = 0; row < Boxes.Length; row++)
            _rowOf[Boxes[row]] = row;
    }

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>What the atoms are called, such as the file that they were read from.</summary>
    public string Input
    {
        get => field ?? Structure.Name ?? "";
        init;
    }

    /// <summary>The settings.</summary>
    public MapSettings Settings { get; }

    /// <summary>The boxes.</summary>
    public BoxGrid Grid { get; }

    /// <summary>Number of atoms in each box [z, y, x].</summary>
    public ImmutableArray<int> AtomCounts { get; }

    /// <summary>Numbers of the boxes with enough atoms, ascending: the rows of the map.</summary>
    public ImmutableArray<int> Boxes { get; }

    /// <summary>Median number of atoms of the boxes that will be classified; 0 when there are none.</summary>
    public int MedianAtoms
    {
        get
        {
            int[] sorted = [.. Boxes.Select(box => AtomCounts[box]).Order()];
            return sorted.Length > 0 ? sorted[sorted.Length / 2] : 0;
        }
    }

    internal BoxAtoms Atoms { get; }

    /// <summary>Threads that this map is made with: those of the settings, or its part of them in a series.</summary>
    internal int Threads { get; }

    /// <summary>The row of a box, or -1 when it has too few atoms.</summary>
    public int RowOf(int box) => _rowOf[box];

    /// <summary>
    /// Memory that the results will take for a model, bytes, those of the arrays [class, z, y, x] and
    /// [z, y, x, unit] that are written at the end included.
    /// </summary>
    public long MemoryBytes(NetworkArchitecture architecture) => (long)MemoryBytes(architecture, Boxes.Length);

    /// <summary>Refuses a map whose results do not fit into the memory budget or into an array.</summary>
    /// <param name="architecture">That of the model.</param>
    /// <exception cref="MemoryBudgetException">They do not fit.</exception>
    public void RequireMemory(NetworkArchitecture architecture) => RequireMemory(architecture, Boxes.Length);

    // The widest arrays have this many numbers per place; without a model one of two classes is meant.
    private double Numbers(NetworkArchitecture? model)
    {
        int units = Settings.HiddenLayer is { } layer && layer <= model?.HiddenSizes.Length
            ? model.HiddenSizes[layer - 1]
            : 0;
        return (double)(model?.ClassCount ?? 2) + units;
    }

    private double MemoryBytes(NetworkArchitecture? model, int rows) =>
        ((BytesPerPlace + (4 * Numbers(model))) * Grid.Count) + ((24 + (4 * Numbers(model))) * rows);

    private void RequireMemory(NetworkArchitecture? model, int rows)
    {
        const string remedy = "use a longer stride";
        const string property = nameof(MapSettings.Stride);
        string what = $"A map of {Grid} boxes";
        MemoryBudget.Require(MemoryBytes(model, rows), what, remedy, property);
        Setting.Require(
            Numbers(model) * Grid.Count <= Array.MaxLength,
            property,
            $"{what} with {Numbers(model):F0} numbers each is larger than an array can be; {remedy}.");
    }

    // Every thread describes the atoms of a box: those of some boxes tell, before all are counted.
    private void RequireSmallBoxes()
    {
        const int samples = 16;
        int most = 0;
        for (int k = 0; k < samples; k++)
            most = Math.Max(most, Atoms.CountIn((int)((long)(Grid.Count - 1) * k / (samples - 1))));
        Setting.Require(
            most <= Math.Max(BoxAtoms.MostAtoms, Structure.Count),
            nameof(MapSettings.Edge),
            $"There are {most} atoms in a box, of a sample of {Structure.Count}; use smaller boxes.");
        MemoryBudget.Require(
            MemoryBudget.BytesPerAtom * most * Math.Min(ThreadCount.Of(Threads), Grid.Count),
            $"To describe {most} atoms in a box, on every thread,",
            "use smaller boxes, or fewer threads",
            nameof(MapSettings.Edge));
    }

    private static void RefuseCoincidentAtoms(AtomicStructure structure)
    {
        var search = new NeighborSearch(
            structure.Positions, null, Periodicity.None, NearestNeighborDistance.Coincidence);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < structure.Count; atom++)
        {
            search.FindUnordered(atom, neighbors);
            if (neighbors.Count > 0)
            {
                (int first, int second) = (Math.Min(atom, neighbors.Atoms[0]), Math.Max(atom, neighbors.Atoms[0]));
                throw new DescriptorException(
                    $"Atoms {first + 1} and {second + 1} stand at one place; remove one of them.");
            }
        }
    }
}
