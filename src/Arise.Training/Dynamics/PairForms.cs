namespace Arise.Dynamics;

/// <summary>Pair energies as functions of the distance; where there is a minimum it is -1 at distance 1.</summary>
internal static class PairForms
{
    /// <summary>(m r^-n - n r^-m)/(n - m): J. E. Jones, Proc. R. Soc. A 106, 463 (1924); G. Mie (1903).</summary>
    public static Func<double, double> LennardJones(int n = 12, int m = 6) =>
        r => ((m * Math.Pow(r, -n)) - (n * Math.Pow(r, -m))) / (n - m);

    /// <summary>e^(-2a(r - 1)) - 2 e^(-a(r - 1)): P. M. Morse, Phys. Rev. 34, 57 (1929).</summary>
    public static Func<double, double> Morse(double stiffness) => r =>
    {
        double e = Math.Exp(-stiffness * (r - 1));
        return (e * e) - (2 * e);
    };

    /// <summary>
    /// r^-n; soft ones (n below 7) freeze into bcc: W. G. Hoover et al., J. Chem. Phys. 52, 4931 (1970).
    /// </summary>
    public static Func<double, double> InversePower(int n) => r => Math.Pow(r, -n);

    /// <summary>
    /// e^(-k(r - 1))/r: freezes into bcc when soft, M. O. Robbins et al., J. Chem. Phys. 88, 3286 (1988).
    /// </summary>
    public static Func<double, double> Yukawa(double screening) => r => Math.Exp(-screening * (r - 1)) / r;

    /// <summary>
    /// The potential whose liquid is icosahedral: M. Dzugutov, Phys. Rev. A 46, R2984 (1992), lengths and energies of
    /// the paper; ends by itself at 1.94.
    /// </summary>
    public static double Dzugutov(double r)
    {
        const double a = 1.87, b = 1.94, height = 5.82, depth = 1.28;
        double core = r < a ? height * (Math.Pow(r, -16) - depth) * Math.Exp(1.1 / (r - a)) : 0;
        return r < b ? core + (depth * Math.Exp(0.27 / (r - b))) : core;
    }

    /// <summary>
    /// r^-15 + r^-3 cos(k (r - 1.25) - phase), which makes quasicrystals and other complex order: M. Engel et al.,
    /// Nat. Mater. 14, 109 (2015).
    /// </summary>
    public static Func<double, double> Oscillating(double waveNumber, double phase) => r =>
        Math.Pow(r, -15) + (Math.Pow(r, -3) * Math.Cos((waveNumber * (r - 1.25)) - phase));

    /// <summary>
    /// r^-n/n with a screened charge product q e^(-k r)/r: repulsion of ion cores and attraction or repulsion of
    /// charges.
    /// </summary>
    public static Func<double, double> Ionic(int n, double charges, double screening) => r =>
        (Math.Pow(r, -n) / n) + (charges * Math.Exp(-screening * (r - 1)) / r);
}
