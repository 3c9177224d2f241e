using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// What a map will consist of, before anything is computed: the grid, the atoms of every box, and the boxes that will
/// be classified.
/// </summary>
public sealed class MapPlan
{
    /// <summary>Lays the grid over a structure and counts.</summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="settings">Boxes and predictions.</param>
    /// <exception cref="ArgumentException">Settings out of range, no atoms, or too many boxes.</exception>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public MapPlan(AtomicStructure structure, MapSettings settings)
    {
        (Structure, Settings) = (structure, settings);
        Grid = BoxGrid.Over(structure, settings);
        RefuseCoincidentAtoms(structure);
        Atoms = new BoxAtoms(structure, Grid, settings.Shape);
        var counts = new int[Grid.Count];
        Parallel.For(
            0,
            Grid.Y.Count * Grid.Z.Count,
            new ParallelOptions { MaxDegreeOfParallelism = settings.Prediction.Threads },
            row =>
            {
                for (int box = row * Grid.X.Count; box < (row + 1) * Grid.X.Count; box++)
                    counts[box] = Atoms.CountIn(box);
            });
        AtomCounts = counts;
        Boxes = [.. Enumerable.Range(0, Grid.Count).Where(box => counts[box] >= settings.MinimumAtoms)];
    }

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>The settings.</summary>
    public MapSettings Settings { get; }

    /// <summary>The boxes.</summary>
    public BoxGrid Grid { get; }

    /// <summary>Number of atoms in each box, [z, y, x].</summary>
    public int[] AtomCounts { get; }

    /// <summary>Numbers of the boxes with enough atoms, ascending: the rows of the map.</summary>
    public int[] Boxes { get; }

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

    /// <summary>
    /// Memory that the results will take for a model with so many classes, bytes, those of the array [class, z, y, x]
    /// that is written at the end included.
    /// </summary>
    public long MemoryBytes(int classCount) =>
        ((8 + (4L * classCount)) * Grid.Count) + (((4L * classCount) + 16) * Boxes.Length);

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
