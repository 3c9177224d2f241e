namespace Arise.Structures.Formats;

/// <summary>Which sites of a CIF count where it lists alternatives; see <see cref="CifSiteTable"/>.</summary>
internal sealed class CifAlternatives
{
    private const double BytesPerAlternate = 160;

    private static readonly string[] AtomKeys =
    [
        "_atom_site_label_atom_id", "_atom_site_label_comp_id", "_atom_site_label_asym_id", "_atom_site_label_seq_id",
        "_atom_site_auth_asym_id", "_atom_site_auth_seq_id", "_atom_site_pdbx_PDB_ins_code",
    ];

    private readonly LineReader _lines;
    private readonly CifColumn? _groups;
    private readonly CifColumn? _assemblies;
    private readonly CifColumn? _alternates;
    private readonly CifColumn[] _atoms = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Choice> _choices = new(StringComparer.Ordinal);

    private CifAlternatives() => _lines = null!;

    /// <summary>No alternatives.</summary>
    public static CifAlternatives None { get; } = new();

    /// <summary>Finds the columns and decides which group of each assembly counts.</summary>
    public CifAlternatives(CifBlock block, LineReader lines, int rows)
    {
        _lines = lines;
        _groups = block.Column(lines, "_atom_site_disorder_group");
        _assemblies = block.Column(lines, "_atom_site_disorder_assembly");
        _alternates = block.Column(lines, "_atom_site_label_alt_id");
        if (_alternates is not null)
            _atoms = [.. AtomKeys.Select(key => block.Column(lines, key)).OfType<CifColumn>()];
        if (_groups is not null && Columns.All(column => column.Count == rows))
            ChooseGroups(block.Column(lines, "_atom_site_occupancy"), rows);
    }

    /// <summary>The columns that say what is an alternative.</summary>
    public IEnumerable<CifColumn> Columns =>
        new[] { _groups, _assemblies, _alternates }.OfType<CifColumn>().Concat(_atoms);

    /// <summary>Begins a model.</summary>
    public void Begin() => _seen.Clear();

    /// <summary>Whether a site counts.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="line">Its line.</param>
    /// <param name="isChosen">Whether others are left out for it, so that it counts as fully occupied.</param>
    /// <exception cref="StructureFormatException">It is disordered about a symmetry element.</exception>
    public bool Keeps(int row, long line, out bool isChosen)
    {
        isChosen = false;
        if (IsOfGroup(row, out string group))
        {
            if (group.StartsWith('-'))
                throw _lines.ErrorAt(
                    line,
                    $"the site belongs to disorder group {LineReader.Quote(group)}, which shares its place with its "
                        + "own images; an ordered structure is needed.");
            Choice choice = _choices[AssemblyOf(row)];
            if (choice.Group != group)
            {
                _lines.Note(
                    "of the disorder groups the one of highest occupancy is kept, the others are left out.", line);
                return false;
            }

            isChosen = choice.HasOthers;
        }

        if (_alternates is null || _alternates.IsMissingAt(row))
            return true;
        isChosen = true;
        if (!_seen.Add(string.Join('|', _atoms.Select(column => column.TextOf(row)))))
        {
            _lines.Note("of alternate locations the first is kept, the others are left out.", line);
            return false;
        }

        _lines.Keep(BytesPerAlternate);
        return true;
    }

    private bool IsOfGroup(int row, out string group)
    {
        group = _groups is null || _groups.IsMissingAt(row) ? "0" : _groups.TextOf(row);
        return group != "0";
    }

    private string AssemblyOf(int row) =>
        _assemblies is null || _assemblies.IsMissingAt(row) ? "." : _assemblies.TextOf(row);

    private void ChooseGroups(CifColumn? occupancies, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            if (!IsOfGroup(row, out string group))
                continue;
            double occupancy = occupancies is not null && row < occupancies.Count
                && CifNumber.TryRead(occupancies[row], out double given) ? given : 1;
            string assembly = AssemblyOf(row);
            if (!_choices.TryGetValue(assembly, out Choice? choice))
                _choices[assembly] = choice = new Choice(group, occupancy);
            choice.HasOthers |= choice.Group != group;
            if (occupancy > choice.Occupancy)
                (choice.Group, choice.Occupancy) = (group, occupancy);
        }
    }

    private sealed class Choice(string group, double occupancy)
    {
        public string Group { get; set; } = group;

        public double Occupancy { get; set; } = occupancy;

        public bool HasOthers { get; set; }
    }
}
