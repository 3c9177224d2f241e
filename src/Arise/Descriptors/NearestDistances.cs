using Arise.Numerics;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// For every atom the distance to the nearest atom of each species, found with a search radius that grows only where
/// it has to: most atoms have all their species within a few Angstrom. Reusable from structure to structure; one per
/// thread.
/// </summary>
/// <remarks>
/// Atoms far from a rare species would visit everything in between, so in large structures the atoms of a rare species
/// look for those that miss it instead. In structures denser than any crystal, as those in another unit than Angstrom,
/// the first radius is smaller. None of this changes a distance.
/// </remarks>
internal sealed class NearestDistances
{
    private const double FirstRadius = 3.5;
    private const double Growth = 1.7;
    private const double FirstNeighbors = 1000;
    private const double Thinnest = 0.5;
    private const int ManyAtoms = 4096;

    private readonly NeighborSearch _search = new();
    private readonly NeighborBuffer _buffer = new();
    private readonly List<int> _incomplete = [];
    private AtomicStructure _structure = null!;
    private byte[] _speciesOf = [];
    private int _species;

    // [atom, species], Angstrom; infinite where nothing has been found up to _searched.
    private double[] _distance = [];
    private double[] _contributions = [];
    private double _searched;
    private double _firstRadius;

    /// <summary>
    /// Begins a structure; nothing is known of it yet. With one species given, all atoms count as of this one.
    /// </summary>
    public void Begin(AtomicStructure structure, ChemicalElement[] species)
    {
        _structure = structure;
        _species = species.Length;
        _searched = 0;
        _firstRadius = Math.Min(FirstRadius, Math.Cbrt(FirstNeighbors / (4.0 / 3 * Math.PI * Density(structure))));
        _incomplete.Clear();
        if (_speciesOf.Length < structure.Count)
            (_speciesOf, _contributions) = (new byte[structure.Count], new double[structure.Count]);
        MemoryBudget.Require(
            sizeof(double) * (double)structure.Count * _species,
            $"The table of nearest distances of {structure.Count} atoms to {_species} species",
            "use a smaller structure");
        if (_distance.Length < structure.Count * _species)
            _distance = new double[structure.Count * _species];
        _distance.AsSpan(0, structure.Count * _species).Fill(double.PositiveInfinity);
        for (int i = 0; i < structure.Count; i++)
        {
            _speciesOf[i] = species.Length == 1 ? (byte)0 : (byte)Array.IndexOf(species, structure.Species[i]);
            _incomplete.Add(i);
        }
    }

    /// <summary>
    /// Collects, for the centers of species <paramref name="a"/> that have any neighbor closer than
    /// <paramref name="reach"/>, the distance to the nearest atom of species <paramref name="b"/>.
    /// </summary>
    /// <returns>The distances; none when such a center has no neighbor of that species in reach.</returns>
    public ReadOnlySpan<double> Contributions(int a, int b, double reach)
    {
        int count = 0;
        for (int i = 0; i < _structure.Count; i++)
        {
            if (_speciesOf[i] != a)
                continue;
            double toSpecies = Nearest(i, b, reach);
            if (toSpecies < reach)
                _contributions[count++] = toSpecies;
            else if (AnyWithin(i, reach))
                return [];
        }

        return _contributions.AsSpan(0, count);
    }

    // Atoms per cubic Angstrom of the cell or the box around them; of a layer or a chain as if it were not quite thin.
    private static double Density(AtomicStructure structure)
    {
        if (structure.Count == 0 || structure.Periodicity is { A: true, B: true, C: true })
            return structure.Count / (structure.Lattice?.Volume ?? 1);
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        double volume = 1;
        for (int axis = 0; axis < 3; axis++)
            volume *= Math.Max(high[axis] - low[axis], Thinnest);
        return structure.Count / volume;
    }

    private double Nearest(int atom, int species, double reach)
    {
        while (double.IsPositiveInfinity(_distance[(atom * _species) + species]) && _searched < reach)
            Search(Math.Min(reach, _searched == 0 ? _firstRadius : Growth * _searched));
        return _distance[(atom * _species) + species];
    }

    private bool AnyWithin(int atom, double reach)
    {
        for (int s = 0; s < _species; s++)
        {
            if (_distance[(atom * _species) + s] < reach)
                return true;
        }

        return false;
    }

    private void Search(double radius)
    {
        ImageLimit.Require(_structure, radius);
        _search.Prepare(_structure, radius);
        foreach (int atom in Centers())
        {
            _search.Find(atom, _buffer);
            for (int k = 0; k < _buffer.Count; k++)
            {
                int other = _buffer.Atoms[k];
                double square = _buffer.SquaredDistances[k];
                if (square < NearestNeighborDistance.Coincidence * NearestNeighborDistance.Coincidence)
                    throw new DescriptorException($"Atom {atom + 1} stands at the same place as another atom.");
                Shorten(atom, other, square);
                if (_structure.Count > ManyAtoms)
                    Shorten(other, atom, square);
            }
        }

        _searched = radius;
        _incomplete.RemoveAll(atom => !_distance.AsSpan(atom * _species, _species).Contains(double.PositiveInfinity));
    }

    // The atoms that miss a species; of a species with fewer atoms than miss it, these atoms themselves.
    private IEnumerable<int> Centers()
    {
        if (_structure.Count <= ManyAtoms)
            return _incomplete;
        var centers = new HashSet<int>();
        for (int s = 0; s < _species; s++)
        {
            int[] missing = [.. _incomplete.Where(atom => double.IsPositiveInfinity(_distance[(atom * _species) + s]))];
            int[] members = [.. Enumerable.Range(0, _structure.Count).Where(atom => _speciesOf[atom] == s)];
            centers.UnionWith(members.Length < missing.Length ? members : missing);
        }

        return centers;
    }

    private void Shorten(int atom, int other, double square)
    {
        ref double nearest = ref _distance[(atom * _species) + _speciesOf[other]];
        if (square < nearest * nearest)
            nearest = Math.Sqrt(square);
    }
}
