using System.Collections.Immutable;
using Arise.Baselines;
using Arise.Prototypes;

namespace Arise.Benchmarking;

/// <summary>What the methods said of a sample.</summary>
/// <param name="Name">Name of the sample.</param>
/// <param name="Truth">The right class; null where none is right.</param>
/// <param name="Temperature">Its temperature, or null.</param>
/// <param name="Atoms">Number of atoms.</param>
/// <param name="Shares">
/// For each method of <see cref="ThermalTable.Methods"/> the share of atoms with the right label, or, where none is
/// right, with any label; NaN where the method does not know the class.
/// </param>
public sealed record ThermalRow(
    string Name, Prototype? Truth, double? Temperature, int Atoms, ImmutableArray<double> Shares)
{
    /// <summary>What the classical methods call the class; other for classes that they do not know.</summary>
    internal static LocalStructure StructureOf(Prototype? prototype) => prototype?.Label switch
    {
        "fcc_Cu_A_cF4_225_a" => LocalStructure.Fcc,
        "hcp_Mg_A_hP2_194_c" => LocalStructure.Hcp,
        "bcc_W_A_cI2_229_a" => LocalStructure.Bcc,
        "sc_alphaPo_A_cP1_221_a" => LocalStructure.SimpleCubic,
        "diam_C_A_cF8_227_a" => LocalStructure.CubicDiamond,
        "HexDiam_C_A_hP4_194_f" => LocalStructure.HexagonalDiamond,
        "C" => LocalStructure.Graphene,
        _ => LocalStructure.Other,
    };
}
