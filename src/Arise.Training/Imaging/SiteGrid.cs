namespace Arise.Imaging;

/// <summary>Sites in square bins, to ask for neighbors of a point.</summary>
internal sealed class SiteGrid
{
    private readonly double _radius;
    private readonly double _bin;
    private readonly int _side;
    private readonly List<int>[] _bins;

    /// <summary>An empty grid.</summary>
    /// <param name="radius">Coordinates are between its negative and itself; others count to the outer bins.</param>
    /// <param name="bin">Side of a bin, the largest distance that is asked for.</param>
    public SiteGrid(double radius, double bin)
    {
        (_radius, _bin) = (radius, bin);
        _side = Math.Max(1, (int)Math.Ceiling(2 * radius / bin));
        _bins = new List<int>[_side * _side];
    }

    /// <summary>All sites, in the order in which they came.</summary>
    public List<PlaneSite> Sites { get; } = [];

    /// <summary>Adds a site.</summary>
    public void Add(PlaneSite site)
    {
        (_bins[(Index(site.Y) * _side) + Index(site.X)] ??= []).Add(Sites.Count);
        Sites.Add(site);
    }

    /// <summary>Whether a site is nearer to a point than a distance, at most the side of a bin.</summary>
    public bool AnyWithin(double x, double y, double distance)
    {
        int column = Index(x), row = Index(y);
        for (int i = Math.Max(0, row - 1); i <= Math.Min(_side - 1, row + 1); i++)
        {
            for (int j = Math.Max(0, column - 1); j <= Math.Min(_side - 1, column + 1); j++)
            {
                foreach (int site in _bins[(i * _side) + j] ?? [])
                {
                    if (Sites[site].Distance(x, y) < distance)
                        return true;
                }
            }
        }

        return false;
    }

    private int Index(double value) => Math.Clamp((int)((value + _radius) / _bin), 0, _side - 1);
}
