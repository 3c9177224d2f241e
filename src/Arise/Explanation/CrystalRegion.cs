using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// A crystal that grows in a sample from one atom: the places of the next sites follow from those beside them, so that
/// a crystal that is bent or not quite alike keeps its step. An atom whose neighbors mostly do not belong to the
/// crystal is let go, which ends it at a boundary, and at once in a liquid.
/// </summary>
internal sealed class CrystalRegion
{
    private const double LeastNeighbors = 0.45;
    private const double NeighborReach = 1.35;
    private const int MostTries = 3;
    private const double LargestStrain = 0.3;
    private const double Ridge = 1e-3;
    private const int EnoughSupport = 3;
    private const double LeastSupport = 0.2;

    private readonly ReferenceCrystal _crystal;
    private readonly SampleAtoms _sample;
    private readonly Dictionary<Site, int> _index = [];
    private readonly HashSet<Site> _banned = [];
    private readonly List<Site> _sites = [];
    private readonly List<Vector3D> _points = [];
    private readonly List<Vector3D> _places = [];
    private readonly List<int> _atoms = [];
    private readonly NeighborBuffer _neighbors = new();
    private readonly int[] _siteOfAtom;
    private readonly Site _seed;

    private List<int> _fresh = [];
    private List<int> _unchecked = [];

    /// <summary>A crystal of one atom.</summary>
    public CrystalRegion(ReferenceCrystal crystal, SampleAtoms sample, CrystalStart start)
    {
        (_crystal, _sample, Placement) = (crystal, sample, start.Placement);
        _siteOfAtom = new int[sample.Atoms.Count];
        Array.Fill(_siteOfAtom, -1);
        _seed = new Site(start.SiteAtom, 0, 0, 0);
        Add(_seed, start.Atom, sample.PlaceOf(start.Atom));
        _fresh = [0];
    }

    /// <summary>Where it lies, by least squares over its atoms.</summary>
    public Placement Placement { get; set; }

    /// <summary>Number of its atoms.</summary>
    public int Count => _index.Count;

    /// <summary>Its members, the oldest first.</summary>
    public IEnumerable<int> Members => _index.Values.Order();

    /// <summary>The site of a member.</summary>
    public Site SiteOf(int member) => _sites[member];

    /// <summary>The point of the crystal that a member stands for, Angstrom.</summary>
    public Vector3D PointOf(int member) => _points[member];

    /// <summary>Where a member is in the sample, beyond the cell where the crystal has grown over its edge.</summary>
    public Vector3D PlaceOf(int member) => _places[member];

    /// <summary>The atom that a member is.</summary>
    public int AtomOf(int member) => _atoms[member];

    /// <summary>The member that an atom is; -1 for none.</summary>
    public int MemberOf(int atom) => _siteOfAtom[atom];

    /// <summary>Whether a site has an atom.</summary>
    public bool Has(Site site) => _index.ContainsKey(site);

    /// <summary>Grows until nothing fits any more, or to a number of atoms.</summary>
    public void Grow(int most, CancellationToken cancellation = default)
    {
        // Atoms that were let go may be tried on other sites again and again, farther and farther away.
        int tries = MostTries * (_sample.Atoms.Count + 1);
        while (_fresh.Count > 0 && Count < most && _sites.Count < tries)
        {
            // What grows on like this is another crystal.
            if (MatchQuality.BreakingStrain(_crystal, Placement.Gradient).Norm > LargestStrain)
                return;
            cancellation.ThrowIfCancellationRequested();
            List<int> older = _unchecked;
            _unchecked = _fresh;
            _fresh = Ring(most);
            Prune(older);
            Fit();
        }

        if (_fresh.Count > 0)
            return;
        Prune(_unchecked);
        Fit();
    }

    /// <summary>Adds an atom on a site.</summary>
    public int Add(Site site, int atom, Vector3D place)
    {
        int member = _sites.Count;
        _sites.Add(site);
        _points.Add(_crystal.PositionOf(site));
        _places.Add(place);
        _atoms.Add(atom);
        _index.Add(site, member);
        _siteOfAtom[atom] = member;
        return member;
    }

    /// <summary>Lets a member go.</summary>
    public void Remove(int member)
    {
        if (_index.Remove(_sites[member]))
            _siteOfAtom[_atoms[member]] = -1;
    }

    // Where a site should be, by the sites beside it; where few of them have an atom, by all of the crystal as well.
    private Vector3D Expected(Site site)
    {
        Vector3D sum = Vector3D.Zero;
        int support = 0;
        foreach (SiteNeighbor neighbor in _crystal.Near[site.Atom])
        {
            if (!_index.TryGetValue(site.Plus(neighbor.Site), out int member))
                continue;
            sum += _places[member] - Placement.Gradient.Apply(neighbor.Step);
            support++;
        }

        int needed = Math.Clamp((int)(LeastSupport * _crystal.Near[site.Atom].Length), 1, EnoughSupport);
        if (support >= needed || Count < 2 * EnoughSupport)
            return sum / support;
        return (sum + Placement.Apply(_crystal.PositionOf(site))) / (support + 1);
    }

    private List<int> Ring(int most)
    {
        var open = new HashSet<Site>();
        foreach (int member in _fresh)
        {
            foreach (SiteNeighbor neighbor in _crystal.Near[_sites[member].Atom])
            {
                Site site = _sites[member].Plus(neighbor.Site);
                if (!_index.ContainsKey(site) && !_banned.Contains(site))
                    open.Add(site);
            }
        }

        Vector3D seed = _crystal.PositionOf(_seed);
        var added = new List<int>();
        foreach (Site site in open.OrderBy(site => Math.Round((_crystal.PositionOf(site) - seed).Length, 6))
            .ThenBy(site => site.A).ThenBy(site => site.B).ThenBy(site => site.C).ThenBy(site => site.Atom))
        {
            if (Count >= most)
                break;
            (int atom, Vector3D place) =
                _sample.Nearest(Expected(site), OrientationSearch.Tolerance * _sample.Distance);
            if (atom >= 0 && _siteOfAtom[atom] < 0)
                added.Add(Add(site, atom, place));
        }

        return added;
    }

    private void Prune(List<int> members)
    {
        foreach (int member in members)
        {
            _sample.Find(_atoms[member], NeighborReach * _sample.Distance, _neighbors);
            int own = 0;
            foreach (int atom in _neighbors.Atoms)
                own += _siteOfAtom[atom] >= 0 ? 1 : 0;
            if (own >= LeastNeighbors * _neighbors.Count)
                continue;
            Remove(member);
            _banned.Add(_sites[member]);
        }
    }

    private void Fit()
    {
        var fit = new AffineFit();
        foreach (int member in Members)
            fit.Add(_points[member], _places[member]);
        if (fit.Count > 0)
            Placement = fit.Solve(Placement.Gradient, Ridge * _crystal.Distance * _crystal.Distance);
    }
}
