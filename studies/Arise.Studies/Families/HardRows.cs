using Arise.Defects;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Studies.Families;

/// <summary>What earlier models could not do: crowded and covered crystals, rare phases, ratios beyond all
/// ranges.</summary>
internal static class HardRows
{
    private const int Each = 300;

    private static readonly string[] Metals = ["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c"];

    private static readonly string[] Rare =
    [
        "bctAlphaPa_Pa_A_tI2_139_a", "bctIn_In_A_tI2_139_a", "rhombAlphaAs_As_A_hR2_166_c",
        "rhombBetaPo_Po_A_hR1_166_a", "rhombAlphaHg_Hg_A_hR1_166_a", "stetBetaNp_Np_A_tP4_129_ac",
        "basecorthAlphaU_U_A_oC4_63_c", "facecorthGammaPu_Pu_A_oF8_70_a",
    ];

    /// <summary>Adds the rows.</summary>
    public static void Add(FamilyBench bench)
    {
        var classes = new CrystalClasses(bench.Prototypes);
        Row("interstitials 5-12 %", 700, Metals, (one, draws) => ForeignAtoms.WithInterstitials(
            LabelColumn.Fill(FamilySamples.Supercell(one.Prototype.Structure, 100, 400, draws), one.Index),
            one.Distance,
            draws,
            2,
            0.05));
        Row("particles covered with another species", 701, Metals, (one, draws) => Adsorbates.Cover(
            LabelColumn.Fill(
                CrystalPiece.Ball(
                    one.Prototype.Structure, one.Distance * draws.Point(), draws.Uniform(2.2, 4.2) * one.Distance),
                one.Index),
            one.Distance,
            draws));
        Row("rare phases displaced 10 %", 702, Rare, (one, draws) => Displacements.Uniform(
            FamilySamples.Supercell(one.Prototype.Structure, 100, 400, draws), 0.1 * one.Distance, draws.Seed()));
        CrystalClass hcp = classes.Find(Metals[2])!;
        None("hexagonal, c/a 2.05-2.3", 703, draws => Stretched(hcp, draws.Uniform(2.05, 2.3) / 1.633));
        None("hexagonal, c/a 1.30-1.46", 704, draws => Stretched(hcp, draws.Uniform(1.30, 1.46) / 1.633));
        None("Bain path, c/a 1.66-1.85", 705, draws => Decoys.FaceCenteredTetragonal(
            draws.Uniform(1.66, 1.85) / Math.Sqrt(2)));
        None("Bain path, c/a 1.14-1.20", 706, draws => Decoys.FaceCenteredTetragonal(
            draws.Uniform(1.14, 1.20) / Math.Sqrt(2)));

        void Row(string name, int use, string[] labels, Func<CrystalClass, Draws, AtomicStructure> make) =>
            bench.Measure("mended", name, bench.Number(Each), number =>
            {
                CrystalClass one = classes.Find(labels[number % labels.Length])!;
                return FamilyBench.Known(make(one, bench.Draws(use, number)), one.Prototype.Label);
            });

        void None(string name, int use, Func<Draws, AtomicStructure> make) =>
            bench.Measure("beyond all ranges", name, bench.Number(Each), number =>
                FamilyBench.Known(make(bench.Draws(use, number))));
    }

    private static AtomicStructure Stretched(CrystalClass one, double ratio) =>
        Deformations.Uniaxial(new Vector3D(0, 0, 1), ratio - 1).Apply(one.Prototype.Structure);
}
