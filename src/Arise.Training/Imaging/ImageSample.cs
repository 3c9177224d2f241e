using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// Places the columns of a sample in units of the nearest distance, around the origin: lattice, grains, edges and
/// point defects.
/// </summary>
internal static class ImageSample
{
    // Closer columns of two grains merge into one.
    private const double LeastAcross = 0.72;

    /// <summary>Draws a sample.</summary>
    /// <param name="lattice">Its order.</param>
    /// <param name="disorder">What breaks it.</param>
    /// <param name="radius">Radius of the field.</param>
    /// <param name="draws">Random numbers.</param>
    public static List<PlaneSite> Draw(ProjectedLattice lattice, ImageDisorder disorder, double radius, Draws draws)
    {
        SiteGrid sites = disorder switch
        {
            ImageDisorder.Boundaries => Grains(lattice, radius, draws.Between(2, 4), 0, draws),
            ImageDisorder.AmorphousAreas => Grains(lattice, radius, draws.Between(2, 3), 1, draws),
            _ => Grains(lattice, radius, 1, 0, draws),
        };
        return PointDefects(
            disorder == ImageDisorder.Edges ? WithoutVacuum(sites.Sites, radius, draws) : sites.Sites, radius, draws);
    }

    // Voronoi cells of random points, each with a lattice of its own; the first ones are without order.
    private static SiteGrid Grains(ProjectedLattice lattice, double radius, int grains, int amorphous, Draws draws)
    {
        var centers = new PlaneSite[grains];
        for (int grain = 0; grain < grains; grain++)
            centers[grain] = new(draws.Uniform(-0.7, 0.7) * radius, draws.Uniform(-0.7, 0.7) * radius, 0);
        ulong ofLattice = draws.Seed();
        var all = new SiteGrid(radius, 1);
        for (int grain = 0; grain < grains; grain++)
        {
            ProjectedLattice own = grain < amorphous ? ProjectedLattice.Amorphous : lattice;
            ulong kind = grain < amorphous ? 1UL : 0;
            var free = new Draws(RandomStreams.Of(RandomStreams.SimulatedImages, ofLattice, kind));
            (double sin, double cos) = Math.SinCos(draws.Uniform(0, 2 * Math.PI));
            double dx = draws.Uniform(-2, 2), dy = draws.Uniform(-2, 2);
            double xx = 1 + (0.02 * draws.Normal()), yy = 1 + (0.02 * draws.Normal()), xy = 0.01 * draws.Normal();
            foreach (PlaneSite site in LatticeSites.Draw(own, radius + 4, free))
            {
                double u = (cos * site.X) - (sin * site.Y) + dx, v = (sin * site.X) + (cos * site.Y) + dy;
                double x = (xx * u) + (xy * v), y = (xy * u) + (yy * v);
                if (Nearest(centers, x, y) == grain && (grain == 0 || !all.AnyWithin(x, y, LeastAcross)))
                    all.Add(new PlaneSite(x, y, site.Weight));
            }
        }

        return all;
    }

    private static int Nearest(PlaneSite[] centers, double x, double y)
    {
        int nearest = 0;
        for (int grain = 1; grain < centers.Length; grain++)
        {
            if (centers[grain].Distance(x, y) < centers[nearest].Distance(x, y))
                nearest = grain;
        }

        return nearest;
    }

    // A half-plane, a hole or all around a particle.
    private static List<PlaneSite> WithoutVacuum(List<PlaneSite> sites, double radius, Draws draws)
    {
        int shape = draws.Below(3);
        double x = draws.Uniform(-0.5, 0.5) * radius, y = draws.Uniform(-0.5, 0.5) * radius;
        double size = draws.Uniform(0.15, 0.5) * radius;
        (double sin, double cos) = Math.SinCos(draws.Uniform(0, 2 * Math.PI));
        double rough = draws.Uniform(0, 0.6);
        return sites.FindAll(site => shape switch
        {
            0 => ((site.X - x) * cos) + ((site.Y - y) * sin) < rough * draws.Normal(),
            1 => site.Distance(x, y) > size + (rough * draws.Normal()),
            _ => site.Distance(x, y) < size + (0.15 * radius) + (rough * draws.Normal()),
        });
    }

    private static List<PlaneSite> PointDefects(List<PlaneSite> sites, double radius, Draws draws)
    {
        double vacancies = draws.Chance(0.6) ? draws.LogUniform(0.003, 0.08) : 0;
        double dopants = draws.Chance(0.5) ? draws.LogUniform(0.003, 0.06) : 0;
        double interstitials = draws.Chance(0.3) ? draws.LogUniform(0.003, 0.02) : 0;
        double displacement = draws.Uniform(0, 0.07), brighter = draws.LogUniform(1.5, 6);
        double spread = draws.Chance(0.5) ? draws.Uniform(0, 0.15) : 0;
        var kept = new SiteGrid(radius, 1);
        foreach (PlaneSite site in sites)
        {
            bool isMissing = draws.Chance(vacancies), isForeign = draws.Chance(dopants);
            double x = site.X + (displacement * draws.Normal()), y = site.Y + (displacement * draws.Normal());
            double weight = site.Weight * Math.Max(0.5, 1 + (spread * draws.Normal()));
            if (!isMissing)
                kept.Add(new PlaneSite(x, y, isForeign ? weight * brighter : weight));
        }

        int places = kept.Sites.Count;
        for (int k = 0; k < (int)(interstitials * places); k++)
        {
            double x = draws.Uniform(-radius, radius), y = draws.Uniform(-radius, radius);
            if (!kept.AnyWithin(x, y, LeastAcross))
                kept.Add(new PlaneSite(x, y, draws.Uniform(0.7, 1.5)));
        }

        return kept.Sites;
    }
}
