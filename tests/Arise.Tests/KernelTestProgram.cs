using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Arise.Tests.Networks;

namespace Arise.Tests;

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
