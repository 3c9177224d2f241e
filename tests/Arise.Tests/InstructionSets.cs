using System.Diagnostics;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arise.Tests.Networks;

namespace Arise.Tests;

/// <summary>
/// A test of a kernel: it also runs in child processes of <see cref="InstructionSetTests"/> whose vector instructions
/// are switched off. The class needs a constructor without parameters.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class KernelFactAttribute : FactAttribute;

/// <summary>Runs every <see cref="KernelFactAttribute"/> again with fewer vector instructions.</summary>
public class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public async Task Kernels_work_and_give_the_same_bytes_without(string instructions)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(InstructionSetTests).Assembly.Location);
        start.ArgumentList.Add(instructions);
        start.Environment[instructions] = "0";

        using Process child = Process.Start(start)!;
        Task<string> errors = child.StandardError.ReadToEndAsync();
        string output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();

        Assert.True(child.ExitCode == 0, output + await errors);
        Assert.Contains("kernel tests passed", output, StringComparison.Ordinal);
        Assert.Contains(KernelDigest.Compute(), output, StringComparison.Ordinal);
    }
}

/// <summary>The child process: checks that the instructions are really off, then runs the tests.</summary>
internal static class KernelTestProgram
{
    public static int Main(string[] args)
    {
        bool off = args switch
        {
            ["DOTNET_EnableAVX512"] => !Avx512F.IsSupported && !Vector512.IsHardwareAccelerated,
            ["DOTNET_EnableAVX2"] => !Avx2.IsSupported && !Vector256.IsHardwareAccelerated,
            ["DOTNET_EnableHWIntrinsic"] => !Sse42.IsSupported && !Vector128.IsHardwareAccelerated,
            _ => false,
        };
        if (!off)
        {
            Console.WriteLine($"The instructions of '{string.Join(' ', args)}' are not off.");
            return 2;
        }

        MethodInfo[] tests = [.. typeof(KernelTestProgram).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<KernelFactAttribute>() is not null)];
        foreach (MethodInfo test in tests)
        {
            object instance = Activator.CreateInstance(test.DeclaringType!)!;
            test.Invoke(instance, null);
            (instance as IDisposable)?.Dispose();
        }

        Console.WriteLine($"{tests.Length} kernel tests passed");
        Console.WriteLine(KernelDigest.Compute());
        return tests.Length > 0 ? 0 : 2;
    }
}
