using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Structures;

/// <summary>
/// Atoms: positions in Angstrom (or another <see cref="LengthUnit"/>), species, optionally a lattice with periodicity
/// per lattice vector, and optionally per-atom columns and properties that a file carried. Immutable.
/// </summary>
public sealed class AtomicStructure
{
    private readonly Vector3D[] _positions;
    private readonly ChemicalElement[] _species;

    /// <summary>Creates a structure; all that is given is copied.</summary>
    /// <param name="positions">Cartesian positions, Angstrom.</param>
    /// <param name="species">One element per atom.</param>
    /// <param name="lattice">Lattice vectors, or null when there is no cell.</param>
    /// <param name="periodicity">Which lattice vectors produce images; none by default.</param>
    /// <param name="columns">Further per-atom quantities, one row per atom each.</param>
    /// <param name="properties">Key-value pairs of the whole structure (the comment line of extended XYZ).</param>
    /// <param name="name">What a person calls this structure, for example the file name or a title line.</param>
    /// <exception cref="ArgumentException">
    /// Counts differ, a coordinate is not finite, or a direction is periodic without a lattice.
    /// </exception>
    public AtomicStructure(
        ReadOnlySpan<Vector3D> positions,
        ReadOnlySpan<ChemicalElement> species,
        Lattice? lattice = null,
        Periodicity periodicity = default,
        IReadOnlyList<AtomColumn>? columns = null,
        IReadOnlyDictionary<string, string>? properties = null,
        string? name = null)
    {
        if (positions.Length != species.Length)
            throw new ArgumentException($"{positions.Length} positions but {species.Length} species.");
        if (periodicity.Any && lattice is null)
            throw new ArgumentException("A periodic structure needs a lattice.");
        for (int i = 0; i < positions.Length; i++)
        {
            if (!positions[i].IsFinite)
                throw new ArgumentException($"Atom {i + 1} has a coordinate that is not a finite number.");
        }

        foreach (AtomColumn column in columns ?? [])
        {
            if (column.Count != positions.Length)
                throw new ArgumentException(
                    $"Column '{column.Name}' has {column.Count} rows for {positions.Length} atoms.");
        }

        _positions = positions.ToArray();
        _species = species.ToArray();
        Lattice = lattice;
        Periodicity = periodicity;
        Columns = columns is null ? [] : [.. columns];
        Properties = properties switch
        {
            null => ReadOnlyDictionary<string, string>.Empty,
            ReadOnlyDictionary<string, string> own => own,
            _ => new ReadOnlyDictionary<string, string>(new Dictionary<string, string>(properties)),
        };
        Name = name;
        LengthUnit = LengthUnit.Of(Properties);
    }

    /// <summary>Number of atoms.</summary>
    public int Count => _positions.Length;

    /// <summary>Cartesian positions, Angstrom.</summary>
    public ReadOnlySpan<Vector3D> Positions => _positions;

    /// <summary>Element of each atom.</summary>
    public ReadOnlySpan<ChemicalElement> Species => _species;

    /// <summary>Lattice vectors, or null when there is no cell.</summary>
    public Lattice? Lattice { get; }

    /// <summary>Which lattice vectors produce images.</summary>
    public Periodicity Periodicity { get; }

    /// <summary>Further per-atom quantities.</summary>
    public ImmutableArray<AtomColumn> Columns { get; }

    /// <summary>Key-value pairs of the whole structure.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>The time step of a frame, from its property "timestep" or "step"; null without one.</summary>
    public long? Timestep
    {
        get
        {
            foreach ((string key, string value) in Properties)
            {
                if (key.ToUpperInvariant() is "TIMESTEP" or "STEP" && long.TryParse(
                    value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long step))
                    return step;
            }

            return null;
        }
    }

    /// <summary>What a person calls this structure; may be null.</summary>
    public string? Name { get; }

    /// <summary>Unit of positions and lattice: Angstrom, unless the property "unit" names another one.</summary>
    public LengthUnit LengthUnit { get; }

    /// <summary>Distinct species in order of atomic number.</summary>
    public ImmutableArray<ChemicalElement> DistinctSpecies()
    {
        Span<bool> seen = stackalloc bool[ChemicalElement.MaxAtomicNumber + 1];
        foreach (ChemicalElement element in _species)
            seen[element.AtomicNumber] = true;
        var distinct = new List<ChemicalElement>();
        for (int z = 1; z < seen.Length; z++)
        {
            if (seen[z])
                distinct.Add(ChemicalElement.FromAtomicNumber(z));
        }

        return [.. distinct];
    }

    /// <summary>Chemical formula in Hill order: C and H first when carbon is present, then alphabetical.</summary>
    public string Formula()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (ChemicalElement element in _species)
            counts[element.Symbol] = counts.GetValueOrDefault(element.Symbol) + 1;
        IEnumerable<string> order = counts.ContainsKey("C")
            ? counts.Keys.OrderBy(symbol => symbol switch { "C" => 0, "H" => 1, _ => 2 })
            : counts.Keys;
        return string.Concat(order.Select(symbol => counts[symbol] == 1 ? symbol : $"{symbol}{counts[symbol]}"));
    }

    /// <summary>
    /// A supercell of <paramref name="na"/> x <paramref name="nb"/> x <paramref name="nc"/> copies of the cell, with
    /// the same periodicity. Copy (i, j, k) of atom x stands at x + ((i a + j b) + k c); the copies follow each other
    /// with k fastest, the atoms of one copy together.
    /// </summary>
    /// <param name="na">Copies along a, at least 1.</param>
    /// <param name="nb">Copies along b, at least 1.</param>
    /// <param name="nc">Copies along c, at least 1.</param>
    /// <exception cref="ArgumentException">There is no lattice, or a count is below one.</exception>
    public AtomicStructure Repeat(int na, int nb, int nc) => Supercell.Repeat(this, na, nb, nc);

    /// <summary>The atoms in <paramref name="atoms"/> (zero-based indices), in that order, in the same cell.</summary>
    public AtomicStructure Select(ReadOnlySpan<int> atoms)
    {
        var positions = new Vector3D[atoms.Length];
        var species = new ChemicalElement[atoms.Length];
        for (int k = 0; k < atoms.Length; k++)
        {
            positions[k] = _positions[atoms[k]];
            species[k] = _species[atoms[k]];
        }

        var columns = new List<AtomColumn>(Columns.Length);
        foreach (AtomColumn column in Columns)
            columns.Add(column.Select(atoms));
        return new AtomicStructure(positions, species, Lattice, Periodicity, columns, Properties, Name);
    }

    /// <summary>The same atoms at other positions (Angstrom).</summary>
    public AtomicStructure WithPositions(ReadOnlySpan<Vector3D> positions) =>
        new(positions, _species, Lattice, Periodicity, Columns, Properties, Name);

    /// <summary>Other species at the same positions.</summary>
    public AtomicStructure WithSpecies(ReadOnlySpan<ChemicalElement> species) =>
        new(_positions, species, Lattice, Periodicity, Columns, Properties, Name);

    /// <summary>The same positions as of one species, the first: what is left when chemistry does not count.</summary>
    public AtomicStructure AsOneSpecies()
    {
        var alike = new ChemicalElement[Count];
        if (Count > 0)
            Array.Fill(alike, _species[0]);
        return WithSpecies(alike);
    }

    /// <summary>The atoms that are of none of some elements, in the same cell.</summary>
    public AtomicStructure Without(IReadOnlyList<ChemicalElement> elements)
    {
        var kept = new List<int>(Count);
        for (int atom = 0; atom < Count; atom++)
        {
            if (!elements.Contains(_species[atom]))
                kept.Add(atom);
        }

        return kept.Count == Count ? this : Select(CollectionsMarshal.AsSpan(kept));
    }

    /// <summary>The same atoms with another periodicity; the lattice stays.</summary>
    public AtomicStructure WithPeriodicity(Periodicity periodicity) =>
        new(_positions, _species, Lattice, periodicity, Columns, Properties, Name);

    /// <summary>The same structure under another name.</summary>
    public AtomicStructure WithName(string? name) =>
        new(_positions, _species, Lattice, Periodicity, Columns, Properties, name);

    /// <summary>The same with further columns before the others; older columns of their names go.</summary>
    internal AtomicStructure WithFirstColumns(IReadOnlyList<AtomColumn> columns) => new(
        _positions, _species, Lattice, Periodicity,
        [.. columns, .. Columns.Where(column => columns.All(other => other.Name != column.Name))], Properties, Name);

    /// <summary>
    /// The same for a LAMMPS dump: LAMMPS dumps numbers only, and OVITO refuses a dump with a text in a column that it
    /// does not know.
    /// </summary>
    internal AtomicStructure WithoutTextColumns() => new(
        _positions, _species, Lattice, Periodicity,
        [.. Columns.Where(column => column.Kind != AtomColumnKind.Text || column.Name == "typelabel")], Properties,
        Name);

    /// <summary>
    /// The same atoms moved by lattice vectors so that fractional coordinates along periodic directions lie in [0, 1).
    /// </summary>
    public AtomicStructure Wrapped()
    {
        if (Lattice is not { } lattice || !Periodicity.Any)
            return this;
        var wrapped = new Vector3D[Count];
        for (int i = 0; i < Count; i++)
        {
            Vector3D fractional = lattice.ToFractional(_positions[i]);
            wrapped[i] = _positions[i] - lattice.ToCartesian(new Vector3D(
                Periodicity.A ? Math.Floor(fractional.X) : 0,
                Periodicity.B ? Math.Floor(fractional.Y) : 0,
                Periodicity.C ? Math.Floor(fractional.Z) : 0));
        }

        return WithPositions(wrapped);
    }
}
