using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>A grown crystal with the fit of a member of its class, its empty sites and the atoms that have no site.
/// </summary>
internal sealed class CrystalMatch
{
    // Atoms of sites that the crystal surrounds may be farther off than others.
    private const double WideTolerance = 0.5;
    private const double LeastCovered = 0.5;
    private const double LargestAsymmetry = 0.25;
    private const double LeastOwn = 0.6;
    private const double LargestAsymmetryOfAtom = 0.4;
    private const double ShellReach = 1.35;
    private const double PeriodTolerance = 0.2;
    private const double LeastShareForPeriods = 0.6;
    private const int Rounds = 3;
    private const double GoodQuality = 0.9;
    private const double GoodResidual = 0.03;

    private readonly ReferenceCrystal _crystal;
    private readonly SampleAtoms _sample;
    private readonly CrystalRegion _region;
    private readonly NeighborBuffer _neighbors = new();

    /// <summary>Fits a grown crystal.</summary>
    public CrystalMatch(ReferenceCrystal crystal, SampleAtoms sample, CrystalRegion region)
    {
        (_crystal, _sample, _region) = (crystal, sample, region);
        Fit = Solve(new MemberFit(crystal, region.Placement));
        for (int round = 0; round < Rounds && Drop(OrientationSearch.Tolerance); round++)
            Fit = Solve(Fit);
        Empty = FindEmpty();
        if (TakeDisplaced())
            Fit = Solve(Fit);
        Quality = MatchQuality.Of(crystal, sample, this);
        double squares = region.Members.Sum(member => Vector3D.Dot(ResidualOf(member), ResidualOf(member)));
        double largest = GoodResidual * sample.Distance;
        IsGood = Quality > GoodQuality && squares < largest * largest * region.Count;
    }

    /// <summary>How well the class explains the sample, 0 to 1 (<see cref="MatchQuality"/>).</summary>
    public double Quality { get; }

    /// <summary>
    /// Whether nothing better need be looked for: quality above 0.9, residuals below 0.03 bond lengths (root mean
    /// square).
    /// </summary>
    public bool IsGood { get; }

    /// <summary>The fit.</summary>
    public MemberFit Fit { get; private set; }

    /// <summary>The region.</summary>
    public CrystalRegion Region => _region;

    /// <summary>Empty sites that the crystal surrounds, each once, and where they are.</summary>
    public IReadOnlyList<(Site Site, Vector3D Place)> Empty { get; private set; }

    /// <summary>Where a site is in the sample.</summary>
    public Vector3D PlaceOf(Site site) =>
        Fit.Placement.Apply(_crystal.PositionOf(site) + Fit.Displacement(site.Atom));

    /// <summary>How far a member is from its site: the vector from site to atom, Angstrom.</summary>
    public Vector3D ResidualOf(int member) => _region.PlaceOf(member) - PlaceOf(_region.SiteOf(member));

    /// <summary>Whether the crystal surrounds an atom that is not of it.</summary>
    public bool Surrounds(int atom)
    {
        _sample.Find(atom, ShellReach * _sample.Distance, _neighbors);
        Vector3D sum = Vector3D.Zero;
        int own = 0;
        for (int k = 0; k < _neighbors.Count; k++)
        {
            if (_region.MemberOf(_neighbors.Atoms[k]) < 0)
                continue;
            own++;
            sum += new Vector3D(_neighbors.X[k], _neighbors.Y[k], _neighbors.Z[k]).Normalized();
        }

        return own > 1 && own >= LeastOwn * _neighbors.Count && sum.Length <= LargestAsymmetryOfAtom * own;
    }

    private MemberFit Solve(MemberFit first)
    {
        var fit = new MemberFit(_crystal, first.Placement, first.Amplitudes);
        foreach (int member in _region.Members)
        {
            Site site = _region.SiteOf(member);
            fit.Add(_crystal.Translation(site), site.Atom, _region.PlaceOf(member));
        }

        AtomicStructure sample = _sample.Sample;
        if (_crystal.Dimensions > 0 && _region.Count >= LeastShareForPeriods * _sample.Atoms.Count)
        {
            Matrix3 back = first.Placement.Gradient.Inverse();
            for (int axis = 0; axis < 3; axis++)
            {
                if (!sample.Periodicity[axis])
                    continue;
                Vector3D period = sample.Lattice![axis];
                (Vector3D translation, double off) = _crystal.NearestTranslation(back.Apply(period));
                if (off < PeriodTolerance * _crystal.Distance && translation.Length > 0)
                    fit.Keep(translation, period);
            }
        }

        fit.Solve();
        return fit;
    }

    // Lets atoms go that are too far from their sites; whether there were any.
    private bool Drop(double tolerance)
    {
        int[] far = [.. _region.Members.Where(
            member => ResidualOf(member).Length > tolerance * _sample.Distance)];
        foreach (int member in far)
            _region.Remove(member);
        return far.Length > 0 && _region.Count > 0;
    }

    private List<(Site Site, Vector3D Place)> FindEmpty()
    {
        var empty = new List<(Site Site, Vector3D Place)>();
        var seen = new HashSet<Site>();
        foreach (int member in _region.Members)
        {
            foreach (SiteNeighbor neighbor in _crystal.Near[_region.SiteOf(member).Atom])
            {
                Site site = _region.SiteOf(member).Plus(neighbor.Site);
                if (_region.Has(site) || !seen.Add(site))
                    continue;
                Vector3D place = PlaceOf(site);
                if (!IsTaken(place) && IsCovered(site) && !empty.Exists(other => IsSame(other.Place, place)))
                    empty.Add((site, place));
            }
        }

        return empty;
    }

    // An atom of the crystal may stand there as the image of one that is a member at another place.
    private bool IsTaken(Vector3D place)
    {
        (int atom, _) = _sample.Nearest(place, WideTolerance * _sample.Distance);
        return atom >= 0 && _region.MemberOf(atom) >= 0;
    }

    private bool IsCovered(Site site)
    {
        // As a site at the surface of a layer, a site may have all its neighbors on one side.
        Vector3D sum = Vector3D.Zero, all = Vector3D.Zero;
        int taken = 0, count = _crystal.Ball[site.Atom].Length;
        foreach (SiteNeighbor neighbor in _crystal.Ball[site.Atom])
        {
            Site other = site.Plus(neighbor.Site);
            Vector3D direction = neighbor.Step.Normalized();
            all += direction;
            if (!_region.Has(other) && !IsTaken(PlaceOf(other)))
                continue;
            taken++;
            sum += direction;
        }

        return taken >= LeastCovered * count
            && ((sum / taken) - (all / count)).Length <= LargestAsymmetry;
    }

    private bool IsSame(Vector3D a, Vector3D b)
    {
        Vector3D between = a - b;
        if (_sample.Atoms.Periodicity.Any)
        {
            Lattice lattice = _sample.Atoms.Lattice!;
            Vector3D f = lattice.ToFractional(between);
            between = lattice.ToCartesian(new Vector3D(
                _sample.Atoms.Periodicity.A ? f.X - Math.Round(f.X) : f.X,
                _sample.Atoms.Periodicity.B ? f.Y - Math.Round(f.Y) : f.Y,
                _sample.Atoms.Periodicity.C ? f.Z - Math.Round(f.Z) : f.Z));
        }

        return between.Length < WideTolerance * _sample.Distance;
    }

    // An atom beside an empty site that the crystal surrounds is one that moved far.
    private bool TakeDisplaced()
    {
        var left = new List<(Site, Vector3D)>();
        foreach ((Site site, Vector3D expected) in Empty)
        {
            (int atom, Vector3D place) = _sample.Nearest(expected, WideTolerance * _sample.Distance);
            if (atom >= 0 && _region.MemberOf(atom) < 0)
                _region.Add(site, atom, place);
            else
                left.Add((site, expected));
        }

        bool hasTaken = left.Count < Empty.Count;
        Empty = left;
        return hasTaken;
    }
}
