using Kind = Arise.Dynamics.CrystalKind;

namespace Arise.Dynamics;

/// <summary>The simple matter that training and studies simulate.</summary>
/// <remarks>
/// Spacing and time step follow from the potential, the spacing is tested. Melting temperatures were measured with
/// crystal and liquid side by side at constant energy and the pressure of the substance (J. R. Morris, X. Song, J.
/// Chem. Phys. 116, 9352 (2002)), 6 x 6 x 18 distances, 1,000 steps: the mean temperature of the second half. Where one
/// side won, the run was repeated from another temperature. They are right to about 3 %.
/// </remarks>
internal static class Substances
{
    private const double Least = 0.5;

    /// <summary>All, those held out for studies at the end.</summary>
    public static IReadOnlyList<Substance> All { get; } =
    [
        Pair("Lennard-Jones 12-6", Kind.Fcc, PairForms.LennardJones(), 2.2, 0.97624, 0.655, 0.0058),
        Pair("Lennard-Jones 8-4", Kind.Fcc, PairForms.LennardJones(8, 4), 2.2, 0.90105, 0.7, 0.0058),
        Pair("Morse 6", Kind.Fcc, PairForms.Morse(6), 2.1, 0.98314, 0.597, 0.0063),
        Gupta("copper", Kind.Fcc, 0.0855, 1.224, 10.960, 2.278, 1.0004, 0.1155, 0.0172),
        Gupta("aluminum", Kind.Fcc, 0.1221, 1.316, 8.612, 2.516, 1.0004, 0.081, 0.0213),
        Gupta("nickel", Kind.Fcc, 0.0376, 1.070, 16.999, 1.189, 0.99771, 0.165, 0.0139),
        Gupta("gold", Kind.Fcc, 0.2061, 1.790, 10.229, 4.036, 1, 0.0795, 0.0190),
        Pair("Lennard-Jones 12-6", Kind.Hcp, PairForms.LennardJones(), 2.2, 0.97519, 0.655, 0.0057),
        Pair("Morse 4.5", Kind.Hcp, PairForms.Morse(4.5), 2.1, 0.94119, 0.56, 0.0070),
        Gupta("titanium", Kind.Hcp, 0.1519, 1.8112, 8.620, 2.390, 0.98679, 0.115, 0.0173),
        Gupta("magnesium", Kind.Hcp, 0.0290, 0.4992, 12.820, 2.257, 0.99596, 0.0532, 0.0233),
        FinnisSinclair(
            "tungsten", 3.1652, 4.400224, 0, 1.896373, 3.25, 47.1346499, -33.7665655, 6.2541999, 0.344, 0.0101),
        FinnisSinclair(
            "molybdenum", 3.1472, 4.114825, 0, 1.887117, 3.25, 43.4475218, -31.9332978, 6.0804249, 0.266, 0.0116),
        FinnisSinclair("iron", 2.8665, 3.569745, 1.8, 1.828905, 3.4, 1.2371147, -0.3592185, -0.0385607, 0.205, 0.0150),
        Pair("inverse power 6", Kind.Bcc, PairForms.InversePower(6), 2.3, 1, 0.287, 0.0120, 15.665),
        Pair("Yukawa 4", Kind.Bcc, PairForms.Yukawa(4), 2.3, 1, 0.157, 0.0154, 13.98),
        Tetrahedral("silicon", 21, 0.0667, 0.02),
        Tetrahedral("water", 23.15, 0.09, 0.02),
        Gupta("silver", Kind.Fcc, 0.1028, 1.178, 10.928, 3.139, 1.0001, 0.0905, 0.0182) with { IsHeldOut = true },
        Gupta("cobalt", Kind.Hcp, 0.0950, 1.4880, 11.604, 2.286, 0.99439, 0.153, 0.0146) with { IsHeldOut = true },
        FinnisSinclair("tantalum", 3.3058, 4.076980, 0, 2.591061, 4.2, 1.2157373, 0.0271471, -0.1217350, 0.275, 0.0141)
            with { IsHeldOut = true },
    ];

    /// <summary>
    /// Matter that stays liquid or becomes a glass in runs of this length; the last two are held out.
    /// </summary>
    public static IReadOnlyList<Substance> Liquids { get; } =
    [
        Glass("Dzugutov", PairForms.Dzugutov, 1.94, 1.13, 0.5, 0.0085),
        Glass("oscillating 7.5", PairForms.Oscillating(7.5, 0.4), 2.6, 1.05, 0.6, 0.008),

        // W. Kob, H. C. Andersen, Phys. Rev. E 51, 4626 (1995).
        Mixture("Kob-Andersen", [0.8, 0.2], [1, 0.8, 0.88], [1, 1.5, 0.5], 0.45, 0.0065),

        // G. Wahnström, Phys. Rev. A 44, 3752 (1991).
        Mixture("Wahnström", [0.5, 0.5], [1, 11.0 / 12, 5.0 / 6], [1, 1, 1], 0.5, 0.0065) with { IsHeldOut = true },
        Glass("oscillating 8.5", PairForms.Oscillating(8.5, 0.5), 2.6, 1.05, 0.6, 0.008) with { IsHeldOut = true },
    ];

    /// <summary>
    /// Ions of two kinds in equal numbers, with screened charges: +-e^(-(r - 1))/(2 r) and r^-8/8; stays rock salt. The
    /// melting temperature is rough: within 1,000 steps atoms leave their sites at 0.1 and not at 0.08.
    /// </summary>
    public static Substance Salt { get; } = new()
    {
        Name = "salt",
        Crystal = Kind.Fcc,
        Create = () =>
        {
            TabulatedFunction Charges(double product) =>
                TabulatedFunction.Of(PairForms.Ionic(8, product, 1), Least, 2.4, 2.9);
            return new PairPotential([Charges(0.5), Charges(-0.5), Charges(-0.5), Charges(0.5)], 2);
        },
        Spacing = 1.122,
        Melting = 0.085,
        TimeStep = 0.04,
        Shares = [0.5, 0.5],
    };

    private static Substance Glass(
        string name, Func<double, double> energy, double cutoff, double spacing, double slow, double step) => new()
        {
            Name = name,
            Crystal = Kind.Fcc,
            Create = () => new PairPotential(
                TabulatedFunction.Of(energy, Least, name == "Dzugutov" ? cutoff : 0.85 * cutoff, cutoff)),
            Spacing = spacing,
            Melting = slow,
            TimeStep = step,
        };

    private static Substance Mixture(
        string name, double[] shares, double[] sigma, double[] epsilon, double slow, double step)
    {
        // Of the pairs AA, AB, BA and BB.
        int[] pair = [0, 1, 1, 2];
        return new Substance
        {
            Name = name,
            Crystal = Kind.Fcc,
            Create = () => new PairPotential(
                [.. pair.Select(p => TabulatedFunction.Of(
                    r => epsilon[p] * PairForms.LennardJones()(r / (sigma[p] * Math.Pow(2, 1.0 / 6))), 0.45, 2, 2.5))],
                2),
            Spacing = 1.08,
            Melting = slow,
            TimeStep = step,
            Shares = shares,
        };
    }

    private static Substance Pair(
        string name,
        Kind crystal,
        Func<double, double> energy,
        double cutoff,
        double spacing,
        double melting,
        double step,
        double pressure = 0) => new()
        {
            Name = name,
            Crystal = crystal,
            Create = () => new PairPotential(TabulatedFunction.Of(energy, Least, 0.8 * cutoff, cutoff)),
            Spacing = spacing,
            Melting = melting,
            TimeStep = step,
            Pressure = pressure,
        };

    // Second-moment potentials of F. Cleri, V. Rosato, Phys. Rev. B 48, 22 (1993): E = sum_i sum_j A e^(-p(r - 1)) -
    // sqrt(sum_j xi^2 e^(-2q(r - 1))), eV and the nearest distance; cut smoothly behind the third shell.
    private static Substance Gupta(
        string name,
        Kind crystal,
        double a,
        double xi,
        double p,
        double q,
        double spacing,
        double melting,
        double step) => new()
        {
            Name = name,
            Crystal = crystal,
            Create = () => new SecondMomentPotential(
                [TabulatedFunction.Of(r => 2 * a * Math.Exp(-p * (r - 1)), Least, 1.75, 2.15)],
                [TabulatedFunction.Of(r => xi * xi * Math.Exp(-2 * q * (r - 1)), Least, 1.75, 2.15)]),
            Spacing = spacing,
            Melting = melting,
            TimeStep = step,
        };

    // M. W. Finnis, J. E. Sinclair, Philos. Mag. A 50, 45 (1984), with the erratum A 53, 161 (1986): V = (r - c)^2 (c0
    // + c1 r + c2 r^2), phi = A^2 ((r - d)^2 + beta (r - d)^3/d), Angstrom and eV; here in units of the nearest
    // distance.
    private static Substance FinnisSinclair(
        string name, double edge, double d, double beta, double a, double c, double c0, double c1, double c2,
        double melting, double step) => new()
        {
            Name = name,
            Crystal = Kind.Bcc,
            Spacing = 1,
            Create = () =>
            {
                double unit = edge * Math.Sqrt(3) / 2, cutoff = Math.Max(c, d) / unit;
                double Repulsion(double r) => r < c ? (r - c) * (r - c) * (c0 + (r * (c1 + (r * c2)))) : 0;
                double Density(double r) => r < d ? a * a * (r - d) * (r - d) * (1 + (beta * (r - d) / d)) : 0;
                return new SecondMomentPotential(
                    [TabulatedFunction.Of(x => Repulsion(x * unit), Least, cutoff, cutoff)],
                    [TabulatedFunction.Of(x => Density(x * unit), Least, cutoff, cutoff)]);
            },
            Melting = melting,
            TimeStep = step,
        };

    private static Substance Tetrahedral(string name, double lambda, double melting, double step) => new()
    {
        Name = name,
        Crystal = Kind.Diamond,
        Create = () => new StillingerWeberPotential(lambda),
        Spacing = 1.1225,
        Melting = melting,
        TimeStep = step,
    };
}
