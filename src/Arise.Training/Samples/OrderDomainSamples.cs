using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// One lattice, fcc or bcc, with two domains: an ordered compound beside a solid solution, as in superalloys and
/// magnetic films, or two variants of an order with an antiphase boundary between them. Labels follow the domain; atoms
/// with most of their neighbors in the other one are untold.
/// </summary>
internal sealed class OrderDomainSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Distance = 2.6;
    private const double MostNoise = 0.1;
    private const double NoCore = 0.1;
    private const int Pure = -1;
    private const int Solution = 0;
    private const int Order = 1;

    private static readonly ChemicalElement[] Species =
        [.. new[] { "Ni", "Al", "Ti" }.Select(ChemicalElement.Parse)];

    private readonly short _fcc = classes.LabelOf("fcc_Cu_A_cF4_225_a");
    private readonly short _bcc = classes.LabelOf("bcc_W_A_cI2_229_a");
    private readonly short _threeToOne = classes.LabelOf("L12_Cu3Au");
    private readonly short _oneToOne = classes.LabelOf("L10_CuAu");
    private readonly short _cesiumChloride = classes.LabelOf("CsCl");

    // Where the atom stands in half lattice parameters, and which of two domains it is in.
    private readonly record struct Site(int X, int Y, int Z, int Domain);

    // What occupies a domain: order and its variant, share of the second species of a solution, of antisites, of a
    // third species on the sites of the first, and the label.
    private sealed record Phase(
        int Kind, int Variant, bool IsThreeToOne, double Share, double Antisites, double Third, short Label);

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("domains of order", settings.OrderDomains, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        bool isFcc = draws.Chance(0.75);
        int cells = isFcc ? draws.Between(5, 6) : draws.Between(6, 7);
        double edge = Distance * (isFcc ? Math.Sqrt(2) : 2 / Math.Sqrt(3));
        Site[] sites = Sites(isFcc, cells, draws);
        bool isThreeToOne = draws.Chance(0.55);
        Phase first = Draw(Order, isFcc, isThreeToOne, 0, draws);
        double kind = draws.Uniform();
        Phase second = kind < 0.65
            ? Draw(Solution, isFcc, isThreeToOne, 0, draws)
            : kind < 0.9
                ? Draw(Order, isFcc, isThreeToOne, 1, draws)
                : Draw(Pure, isFcc, isThreeToOne, 0, draws);
        Phase[] phases = [first, second];
        double width = cells * edge;
        var built = new AtomicStructure(
            [.. sites.Select(site => edge / 2 * new Vector3D(site.X, site.Y, site.Z))],
            [.. sites.Select(site => Occupant(site, phases[site.Domain], isFcc, draws))],
            new Lattice(new Vector3D(width, 0, 0), new Vector3D(0, width, 0), new Vector3D(0, 0, width)),
            Periodicity.Bulk);
        built = LabelColumn.Set(built, [.. sites.Select(site => phases[site.Domain].Label)]);
        built = Contacts.Settle(
            built, [.. sites.Select(site => site.Domain)], [Distance, Distance], NoCore);
        if (draws.Chance(0.6))
            built = Noise.SmallStrain(draws).Apply(built);
        if (draws.Chance(0.2))
            built = Vacancies.Remove(built, draws.Uniform(0, 0.05), draws.Seed());
        AtomicStructure hot = Noise.Heat(built, Noise.Amount(MostNoise, draws) * Distance, Distance, draws);
        return [LabelColumn.Sample(hot, isFcc ? "domains on fcc" : "domains on bcc", settings.Rows)];
    }

    private Phase Draw(int kind, bool isFcc, bool isThreeToOne, int variant, Draws draws) => new(
        kind,
        variant,
        isThreeToOne,
        draws.Uniform(0.08, 0.5),
        draws.Chance(0.6) ? draws.Uniform(0, 0.06) : 0,
        draws.Chance(0.3) ? draws.Uniform(0, 0.3) : 0,
        (kind, isFcc, isThreeToOne) switch
        {
            (Order, true, true) => _threeToOne,
            (Order, true, false) => _oneToOne,
            (Order, false, _) => _cesiumChloride,
            (_, true, _) => _fcc,
            _ => _bcc,
        });

    // The second domain is what lies beyond a plane, or within a ball.
    private static Site[] Sites(bool isFcc, int cells, Draws draws)
    {
        Vector3D center = cells * new Vector3D(1, 1, 1);
        Vector3D normal = draws.Chance(0.5) ? new Vector3D(0, 0, 1) : draws.Direction();
        double offset = draws.Uniform(-0.3, 0.3) * cells, radius = draws.Uniform(0.65, 0.95) * cells;
        bool isBall = draws.Chance(0.35);
        var sites = new List<Site>();
        for (int x = 0; x < 2 * cells; x++)
        {
            for (int y = 0; y < 2 * cells; y++)
            {
                for (int z = 0; z < 2 * cells; z++)
                {
                    if (isFcc ? (x + y + z) % 2 != 0 : x % 2 != y % 2 || y % 2 != z % 2)
                        continue;
                    Vector3D place = new Vector3D(x, y, z) - center;
                    bool isSecond = isBall ? place.Length < radius : Vector3D.Dot(place, normal) > offset;
                    sites.Add(new Site(x, y, z, isSecond ? 1 : 0));
                }
            }
        }

        return [.. sites];
    }

    private static ChemicalElement Occupant(Site site, Phase phase, bool isFcc, Draws draws)
    {
        double u = draws.Uniform();
        if (phase.Kind == Pure)
            return Species[0];
        bool isMinor = phase.Kind == Solution
            ? u < phase.Share
            : IsMinor(site, phase, isFcc) ^ (u < phase.Antisites);
        return isMinor ? Species[1] : draws.Uniform() < phase.Third ? Species[2] : Species[0];
    }

    private static bool IsMinor(Site site, Phase phase, bool isFcc)
    {
        bool evenX = site.X % 2 == 0, evenY = site.Y % 2 == 0, evenZ = site.Z % 2 == 0;
        if (!isFcc)
            return evenX == (phase.Variant == 0);
        return phase.IsThreeToOne
            ? evenZ && (phase.Variant == 0 ? evenX && evenY : !evenX && !evenY)
            : phase.Variant == 0 ? evenZ : evenX;
    }
}
